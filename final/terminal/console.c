// SPDX-License-Identifier: MIT
// terminal/console.c - the machine's own terminal.

#include "terminal/console.h"

#include "base/kprintf.h"
#include "device/keyboard.h"
#include "terminal/key_bytes.h"
#include "terminal/terminal.h"

#define TAB_WIDTH 8

static struct terminal console;
static struct output_position position; // [kprintf's lock]

void console_watch(const char *text, size_t nbytes)
{
    for (size_t i = 0; i < nbytes; i++) {
        switch (text[i]) {
        case '\r':
        case '\n': position.column = 0; break;
        case '\b': position.column -= position.column > 0; break;
        case '\t':
            position.column += TAB_WIDTH - position.column % TAB_WIDTH;
            break;
        default: position.column++; break;
        }
    }
    position.nprints++;
}

static struct output_position get_position(void)
{
    return position;
}

#define PIECE 64

// Returns the number of bytes up to the end of the first line, or all.
static size_t piece_length(const char *text, size_t nbytes)
{
    for (size_t i = 0; i < nbytes; i++) {
        if (text[i] == '\n') {
            return i + 1;
        }
    }
    return nbytes;
}

// Shows pieces of at most a line, since kwrite() keeps interrupts off.
static void show(const char *text, size_t nbytes)
{
    while (nbytes > 0) {
        size_t length = piece_length(text, min(nbytes, PIECE));
        kwrite(text, length);
        text += length;
        nbytes -= length;
    }
}

static const struct terminal_back back = {.show = show,
                                          .position = get_position};

void console_init(void)
{
    terminal_init(&console, &back);
}

struct object *console_object(void)
{
    return &console.object;
}

void console_reset(void)
{
    terminal_reset(&console);
}

void console_leave_group(int group, int next)
{
    terminal_leave_group(&console, group, next);
}

void console_type_keys(void)
{
    struct key_event event;
    while (keyboard_read(&event)) {
        char bytes[KEY_BYTES_MAX];
        terminal_type(&console, bytes, key_bytes(&event, bytes));
    }
}

void console_type_bytes(const char *bytes, size_t nbytes)
{
    terminal_type(&console, bytes, nbytes);
}
