// SPDX-License-Identifier: MIT
// Each key sends its character, with ESC before it for alt, or the escape
// sequence that terminals send. No key sends more than there is room for.
//
// With: terminal/key_bytes.c
// Breaks: terminal/key_bytes.c: == '\b' ? '\177' => == '\b' ? '\b'
// Breaks: terminal/key_bytes.c: if (!event->is_pressed) { => if (0) {
// Breaks: terminal/key_bytes.c: event->modifiers & MODIFIER_ALT => false

#include "terminal/key_bytes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char bytes[KEY_BYTES_MAX];

static void require(bool holds, const char *what, unsigned code)
{
    if (!holds) {
        printf("%s: code 0x%02x\n", what, code);
        exit(1);
    }
}

static void expect(struct key_event event, const char *wanted)
{
    size_t nbytes = key_bytes(&event, bytes);
    require(nbytes == strlen(wanted) && memcmp(bytes, wanted, nbytes) == 0,
            "other bytes", event.code);
}

int main(void)
{
    expect((struct key_event){0x1E, true, 0, 'a'}, "a");
    expect((struct key_event){0x1E, false, 0, '\0'}, "");
    expect((struct key_event){0x0E, true, 0, '\b'}, "\177");
    expect((struct key_event){0x1E, true, MODIFIER_ALT, 'a'}, "\033a");
    expect((struct key_event){0x2E, true, MODIFIER_CTRL, 3}, "\003");
    expect((struct key_event){KEY_LEFT_SHIFT, true, MODIFIER_SHIFT, 0}, "");
    expect((struct key_event){KEY_UP, true, 0, 0}, "\033[A");
    expect((struct key_event){KEY_UP, false, 0, 0}, "");
    expect((struct key_event){KEY_DELETE, true, 0, 0}, "\033[3~");
    expect((struct key_event){KEY_HOME, true, 0, 0}, "\033[H");
    expect((struct key_event){KEY_F1 + 4, true, 0, 0}, "\033[15~");
    expect((struct key_event){KEY_F12, true, 0, 0}, "\033[24~");
    for (unsigned code = 0; code < 256; code++) {
        struct key_event event = {(uint8_t)code, true, 0, '\0'};
        size_t nbytes = key_bytes(&event, bytes);
        require(nbytes <= KEY_BYTES_MAX, "too long", code);
        require(nbytes == 0 || bytes[0] == '\033', "no escape", code);
    }
    return 0;
}
