// SPDX-License-Identifier: MIT
// user/editor/gap_buffer.h - a text that is edited at one place.
//
// The text lies in one block of memory, with a gap where it is edited: a byte
// that is typed goes into the gap and moves no other. A place is a number of
// bytes from the start of the text.

#pragma once

#include "base/types.h"

struct gap_buffer {
    char *bytes;
    size_t size;               // of the memory
    size_t gap_start, gap_end; // bytes[gap_start .. gap_end) are unused
};

size_t gap_buffer_length(const struct gap_buffer *text);

// The byte at a place; '\0' at the end of the text.
char gap_buffer_at(const struct gap_buffer *text, size_t place);

// Inserts bytes before a place. Returns 0, or -ENOMEM and changes nothing.
MUST_USE int gap_buffer_insert(struct gap_buffer *text, size_t place,
                               const char *bytes, size_t nbytes);

// Removes bytes; all of them are in the text.
void gap_buffer_remove(struct gap_buffer *text, size_t place, size_t nbytes);

// Where the line of a place begins, and where its newline, or the text, ends.
size_t gap_buffer_line_start(const struct gap_buffer *text, size_t place);
size_t gap_buffer_line_end(const struct gap_buffer *text, size_t place);

// Searches from a place on, and from the start again. Returns the place of what
// was found, or the length of the text.
size_t gap_buffer_find(const struct gap_buffer *text, size_t place,
                       const char *what);
