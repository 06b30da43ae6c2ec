// SPDX-License-Identifier: MIT
// console/vga.c - text on the screen.
//
// The screen is memory: what is stored at 0xB8000 is what the video card shows.
// The compiler must not know better, must leave out no store "because nobody
// reads it", so each access goes through a pointer to volatile. Owns the screen
// and where on it we are; kprintf's lock guards both.

#include "console/vga.h"

#include "base/kprintf.h"
#include "boot/bootinfo.h"
#include "boot/layout.h"
#include "lib/panic.h"
#include "x86/cpu.h"

#define TAB_WIDTH 8

static volatile uint16_t *cells; // [VGA_ROWS * VGA_COLUMNS], or NULL
static unsigned row, column;     // column may be VGA_COLUMNS: see put_visible()
static uint8_t attribute = VGA_ATTRIBUTE(VGA_LIGHT_GREY, VGA_BLACK);

static void crtc_write(uint8_t index, uint8_t value)
{
    outb(CRTC_INDEX_PORT, index);
    outb(CRTC_DATA_PORT, value);
}

static void show_cursor(void)
{
    unsigned at = row * VGA_COLUMNS + column;
    if (column == VGA_COLUMNS) {
        at--; // the line is full, and it stays on it
    }
    crtc_write(CRTC_CURSOR_LOCATION_HIGH, (uint8_t)(at >> 8));
    crtc_write(CRTC_CURSOR_LOCATION_LOW, (uint8_t)at);
}

static void clear_rows(unsigned first, unsigned end)
{
    for (unsigned i = first * VGA_COLUMNS; i < end * VGA_COLUMNS; i++) {
        cells[i] = VGA_CELL(' ', attribute);
    }
}

static void scroll(void)
{
    for (unsigned i = 0; i < (VGA_ROWS - 1) * VGA_COLUMNS; i++) {
        cells[i] = cells[i + VGA_COLUMNS];
    }
    clear_rows(VGA_ROWS - 1, VGA_ROWS);
}

static void start_line(void)
{
    column = 0;
    if (row == VGA_ROWS - 1) {
        scroll();
    } else {
        row++;
    }
}

// A line that is full is left only when one more character comes, so that a
// line of exactly 80 and its '\n' do not make an empty line.
static void put_visible(char byte)
{
    if (column == VGA_COLUMNS) {
        start_line();
    }
    cells[row * VGA_COLUMNS + column] = VGA_CELL(byte, attribute);
    column++;
}

// Goes one cell back, at the start of a line to the end of the one before: that
// is where typed text came from if it was longer than a line.
static void step_back(void)
{
    if (column > 0) {
        column--;
    } else if (row > 0) {
        row--;
        column = VGA_COLUMNS - 1;
    }
}

static void put(char byte)
{
    switch (byte) {
    case '\n': start_line(); break;
    case '\r': column = 0; break;
    case '\b': step_back(); break;
    case '\t': do { put_visible(' ');
        } while (column % TAB_WIDTH != 0);
        break;
    default:
        // Code page 437 has pictures below the space; they mean nothing here.
        put_visible((uint8_t)byte < ' ' ? '?' : byte);
        break;
    }
}

void vga_write(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        put(text[i]);
    }
    show_cursor();
}

void vga_set_color(unsigned foreground, unsigned background)
{
    KASSERT(foreground <= VGA_WHITE && background <= VGA_LIGHT_GREY);
    attribute = VGA_ATTRIBUTE(foreground, background);
}

// What was printed last stays above; the rest of the screen is the report's.
static void begin_panic_screen(void)
{
    vga_set_color(VGA_WHITE, VGA_RED);
    start_line();
    clear_rows(row, VGA_ROWS);
}

void vga_init(void)
{
    paddr_t screen = bootinfo()->text_screen;
    if (screen.raw != VGA_TEXT_PHYSICAL) {
        log_info("there is no text screen; all output is on the serial port");
        return;
    }
    cells = phys_to_virt(screen);
    clear_rows(0, VGA_ROWS);
    // An underline, which firmware and boot loader may have switched off.
    crtc_write(CRTC_CURSOR_START, 14);
    crtc_write(CRTC_CURSOR_END, 15);
    show_cursor();
    kprintf_add_sink(vga_write);
    panic_set_hook(begin_panic_screen);
}
