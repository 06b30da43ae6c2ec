// SPDX-License-Identifier: MIT
// terminal/input.h - what is typed, and not yet read.
//
// A ring of bytes, some of which end a line. The terminal's lock guards it.

#pragma once

#include "base/types.h"

#define INPUT_MAX 4096 // bytes, and ends of file

struct input {
    uint16_t entries[INPUT_MAX];
    unsigned nwritten, nread; // since the start; they may wrap around
    size_t nlost;             // bytes lost because there was no room
};

// Adds a byte that belongs to no line.
void input_add(struct input *input, char byte);

// Adds a line whole, or not at all. A line of no bytes is an end of file.
void input_add_line(struct input *input, const char *text, size_t nbytes);

// Removes all input.
void input_drop(struct input *input);

bool input_is_empty(const struct input *input);

// Takes at most `size` bytes, up to the end of a line, and returns how many; 0:
// there is an end of file, or no input.
size_t input_take(struct input *input, char *to, size_t size);
