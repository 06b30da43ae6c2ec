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
    size_t length;
    unsigned start; // the column in which its first character stands
    line_show *show;
    void *context; // for show()
};

enum line_result {
    LINE_CONTINUES,
    LINE_COMPLETE, // the caller takes the text and sets the length to 0
    LINE_FULL,     // there was no room for the byte: it is lost
};

// Takes the next byte that was typed, as `settings` say.
enum line_result line_type(struct line *line, const struct termios *settings,
                           char byte);

// Shows a byte as it is typed: a control character as ^X.
void line_echo(struct line *line, const struct termios *settings, char byte);

// Shows the whole line again, in this column and those behind it. Other text
// has been printed since the last byte was typed.
void line_show_again(struct line *line, const struct termios *settings,
                     unsigned column);
