// SPDX-License-Identifier: MIT
// user/editor/view.c - the part of a text that the screen shows.

#include "user/editor/view.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#define TAB_WIDTH 8
#define HOME      "\033[H"
#define ERASE     "\033[J" // from the cursor on

static char shown[VIEW_ROWS + 1][VIEW_COLUMNS + 1]; // what the screen holds
static size_t first_line; // the place where the text's first shown line begins
static size_t first_column; // of each line, the first that is shown

static size_t column_behind(size_t column, char byte)
{
    return byte == '\t' ? column + TAB_WIDTH - column % TAB_WIDTH : column + 1;
}

size_t view_column(const struct gap_buffer *text, size_t place)
{
    size_t column = 0;
    for (size_t i = gap_buffer_line_start(text, place); i < place; i++) {
        column = column_behind(column, gap_buffer_at(text, i));
    }
    return column;
}

size_t view_place(const struct gap_buffer *text, size_t start, size_t column)
{
    size_t end = gap_buffer_line_end(text, start), at = 0;
    while (start < end) {
        at = column_behind(at, gap_buffer_at(text, start));
        if (at > column) {
            break;
        }
        start++;
    }
    return start;
}

// Chooses what is shown, so that the cursor is on the screen. Returns its row.
static size_t scroll(const struct gap_buffer *text, size_t cursor)
{
    size_t line = gap_buffer_line_start(text, cursor), row = 0;
    if (line < first_line) {
        first_line = line;
    }
    // From the cursor's line up to the first line, or as far as there are rows.
    size_t top = line;
    while (top > first_line && row < VIEW_ROWS - 1) {
        top = gap_buffer_line_start(text, top - 1);
        row++;
    }
    first_line = top;
    size_t column = view_column(text, cursor);
    if (column < first_column || column >= first_column + VIEW_COLUMNS) {
        first_column = column - column % (VIEW_COLUMNS / 2);
    }
    return row;
}

// Writes what is shown of a line into a row of cells, filled up with spaces.
static void draw(const struct gap_buffer *text, size_t start,
                 char row[VIEW_COLUMNS + 1])
{
    memset(row, ' ', VIEW_COLUMNS);
    row[VIEW_COLUMNS] = '\0';
    size_t end = gap_buffer_line_end(text, start), column = 0;
    for (; start < end && column < first_column + VIEW_COLUMNS; start++) {
        char byte = gap_buffer_at(text, start);
        if (column >= first_column && byte != '\t') {
            row[column - first_column] = isprint((uint8_t)byte) ? byte : '?';
        }
        column = column_behind(column, byte);
    }
}

// Moves the cursor to the start of a row.
static void go_to_row(size_t row)
{
    fputs(HOME, stdout);
    for (size_t i = 0; i < row; i++) {
        putchar('\n');
    }
}

static void show_row(size_t row, const char *cells)
{
    if (strcmp(shown[row], cells) != 0) {
        memcpy(shown[row], cells, VIEW_COLUMNS + 1);
        go_to_row(row);
        fputs(cells, stdout);
    }
}

void view_show(const struct gap_buffer *text, size_t cursor,
               const char *message)
{
    char cells[VIEW_COLUMNS + 1];
    size_t row = scroll(text, cursor), start = first_line;
    size_t length = gap_buffer_length(text);
    bool is_behind = false; // the text
    for (size_t i = 0; i < VIEW_ROWS; i++) {
        draw(text, is_behind ? length : start, cells);
        if (is_behind) {
            cells[0] = '~';
        }
        show_row(i, cells);
        start = gap_buffer_line_end(text, start);
        is_behind |= start == length;
        start++;
    }
    snprintf(cells, sizeof(cells), "%-*.*s", VIEW_COLUMNS, VIEW_COLUMNS,
             message);
    show_row(VIEW_ROWS, cells);
    // The text before the cursor is written again, to move the cursor there.
    go_to_row(row);
    size_t column = view_column(text, cursor) - first_column;
    fwrite(shown[row], 1, column, stdout);
    fflush(stdout);
}

void view_clear(void)
{
    memset(shown, 0, sizeof(shown));
    fputs(HOME ERASE "\r", stdout); // the terminal counts columns from there
    fflush(stdout);
}
