// SPDX-License-Identifier: MIT
// user/editor/view.h - the part of a text that the screen shows.
//
// The screen is that of the machine, or a terminal of the same size. Two escape
// sequences are enough: the cursor to the first cell, and erase.

#pragma once

#include "user/editor/gap_buffer.h"

#define VIEW_ROWS    24 // of the text; one more row is for messages
#define VIEW_COLUMNS 79 // no row is full, so none runs into the next

// Shows the part of the text where the cursor is, and the message below. Only
// rows that differ from those on the screen are written.
void view_show(const struct gap_buffer *text, size_t cursor,
               const char *message);

// The place in the line that begins at `start` which is shown in a column, or
// the line's end.
size_t view_place(const struct gap_buffer *text, size_t start, size_t column);

// The column in which a place is shown, if the line begins in column 0.
size_t view_column(const struct gap_buffer *text, size_t place);

// Empties the screen.
void view_clear(void);
