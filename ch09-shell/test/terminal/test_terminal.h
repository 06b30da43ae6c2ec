// SPDX-License-Identifier: MIT
// test/terminal/test_terminal.h - a terminal whose back records what is shown.
//
// The tests run in a thread of the kernel, whose group is 0, and a new terminal
// has 0 as its foreground group: the tests may read it.

#pragma once

#include "base/required.h"
#include "base/string.h"
#include "terminal/terminal.h"
#include "test/kernel_io.h"

static struct terminal terminal;
static char shown[8192];
static struct output_position shown_at;

static void note(const char *text, size_t nbytes)
{
    size_t length = strlen(shown);
    size_t fits = min(nbytes, sizeof(shown) - 1 - length);
    memcpy(shown + length, text, fits);
    shown[length + fits] = '\0';
    for (size_t i = 0; i < nbytes; i++) {
        shown_at.column = text[i] == '\n' ? 0 : shown_at.column + 1;
    }
    shown_at.nprints++;
}

static struct output_position position(void)
{
    return shown_at;
}

static const struct terminal_back back = {.show = note, .position = position};

static inline void new_terminal(void)
{
    memset(shown, 0, sizeof(shown));
    shown_at = (struct output_position){0};
    terminal_init(&terminal, &back);
}

static inline void type(const char *text)
{
    terminal_type(&terminal, text, strlen(text));
}

// Reads at most so many bytes; returns them as a string, or the error.
static inline const char *read_text(size_t nbytes)
{
    static char text[512];
    int64_t result = read_object(&terminal.object, text, nbytes);
    if (result < 0) {
        return result == -EINTR ? "EINTR" : "another error";
    }
    text[result] = '\0';
    return text;
}

static inline void set_flags(uint32_t lflag, uint8_t vmin)
{
    struct termios settings;
    control_object(&terminal.object, TCGETS, &settings, sizeof(settings));
    settings.c_lflag = lflag;
    settings.c_cc[VMIN] = vmin;
    control_object(&terminal.object, TCSETS, &settings, sizeof(settings));
}

#define EXPECT_TEXT(text, wanted) EXPECT(strcmp((text), (wanted)) == 0)
