// SPDX-License-Identifier: MIT
// demo.c - what `make run` shows.

#include "base/demo.h"
#include "base/kprintf.h"
#include "base/string.h"
#include "console/vga.h"
#include "lib/panic.h"

#define LINES 30 // more than the screen has rows

static void show_colors(void)
{
    for (unsigned background = VGA_BLACK; background <= VGA_LIGHT_GREY;
         background++) {
        for (unsigned color = VGA_BLACK; color <= VGA_WHITE; color++) {
            vga_set_color(color, background);
            kprintf(" %x%x ", background, color);
        }
        vga_set_color(VGA_LIGHT_GREY, VGA_BLACK);
        kprintf("\n");
    }
}

void demo_run(const char *command_line)
{
    for (int line = 1; line <= LINES; line++) {
        kprintf("line %2d of %d\ttab\ttab\n", line, LINES);
    }
    show_colors();
    kprintf("typed wrong\b\b\b\b\bright\n");
    kprintf("The cursor is behind the colon:");
    if (strcmp(command_line, "panic") == 0) {
        panic("asked for on the command line");
    }
}
