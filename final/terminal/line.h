// SPDX-License-Identifier: MIT
// terminal/line.h - the line that is being typed, and how it is edited.
//
// No hardware and no lock is touched here, so the host's tests can type
// anything. The caller passes a function that shows text.

#pragma once

#include "abi/termios.h"

#define LINE_SIZE 1024 // the longest line, with its newline

// Shows text where the cursor is.
typedef void line_show(void *context, const char *text, size_t nbytes);

struct line {
    char text[LINE_SIZE];
    uint8_t columns[LINE_SIZE]; // that each byte takes; 0: it is not shown
    size_t length;
    unsigned column; // of the cursor
    line_show *show;
    void *context; // for show()
};

enum line_result {
    LINE_CONTINUES,
    LINE_COMPLETE, // the caller takes the text and sets the length to 0
    LINE_FULL,     // there was no room for the byte: it is lost
};

// Handles the next byte that was typed, as `settings` say.
enum line_result line_type(struct line *line, const struct termios *settings,
                           char byte);

// Shows a byte as it is typed: a control character as ^X. Returns how many
// columns it takes.
unsigned line_echo(struct line *line, const struct termios *settings,
                   char byte);

// Shows the line again, from this column on. Other text has been printed since
// the last byte was typed. Of a long line only the end is shown.
void line_show_again(struct line *line, const struct termios *settings,
                     unsigned column);
