// SPDX-License-Identifier: MIT
// A line is edited by two million random keys. The text is compared with a
// plain model of it, and a row of cells, on which the line's output is printed,
// with what the model's text looks like.
//
// With: terminal/line.c
// Breaks: terminal/line.c: return is_control(byte) ? 2 : 1; => return 1;
// Breaks: terminal/line.c: TAB_WIDTH - column % TAB_WIDTH; => TAB_WIDTH;
// Breaks: terminal/line.c: LINE_SIZE - 1 && byte != '\n' => LINE_SIZE
// Breaks: terminal/line.c: !is_blank(line->text[line->length - 1])
//     => is_blank(line->text[line->length - 1])
// Breaks: terminal/line.c: if (!(settings->c_lflag & ECHO)) { => if (0) {
// Breaks: terminal/line.c: line->start = column; =>

#include "terminal/line.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define KEYS    2000000
#define CTRL(c) ((c)&0x1F)
#define DELETE  0x7F
#define COLUMNS (20 + 8 * LINE_SIZE)

static struct termios settings = {.c_lflag = ISIG | ICANON | ECHO,
                                  .c_cc = {[VERASE] = DELETE,
                                           [VKILL] = CTRL('U'),
                                           [VEOF] = CTRL('D'),
                                           [VWERASE] = CTRL('W'),
                                           [VINTR] = CTRL('C')}};

// A screen of one endless row.
static char cells[COLUMNS];
static size_t column;

static void require(bool holds, const char *what)
{
    if (!holds) {
        printf("%s\n", what);
        exit(1);
    }
}

static void show(void *context, const char *text, size_t nbytes)
{
    (void)context;
    for (size_t i = 0; i < nbytes; i++) {
        if (text[i] == '\b') {
            require(column > 0, "the cursor is left of the screen");
            column--;
        } else if (text[i] == '\t') {
            do {
                cells[column++] = ' ';
            } while (column % 8 != 0);
        } else {
            cells[column++] = text[i];
        }
        require(column < COLUMNS, "the cursor is right of all text");
    }
}

// --- the model ---

static char model[LINE_SIZE];
static size_t length, start;

static void expected_cells(char row[COLUMNS], size_t *end)
{
    size_t at = start;
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)model[i];
        if (c == '\t') {
            do {
                row[at++] = ' ';
            } while (at % 8 != 0);
        } else if (c < ' ' || c == DELETE) {
            row[at++] = '^';
            row[at++] = c == DELETE ? '?' : (char)('@' + c);
        } else {
            row[at++] = (char)c;
        }
    }
    *end = at;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

// Returns true if the key ends the line.
static bool model_type(char key)
{
    switch (key) {
    case CTRL('D'): return true;
    case '\b':
    case DELETE: length -= length > 0; return false;
    case CTRL('U'): length = 0; return false;
    case CTRL('W'):
        while (length > 0 && is_blank(model[length - 1])) {
            length--;
        }
        while (length > 0 && !is_blank(model[length - 1])) {
            length--;
        }
        return false;
    default: break;
    }
    if (key == '\n' || length < LINE_SIZE - 1) {
        model[length++] = key;
    }
    return key == '\n';
}

// --- both ---

static struct line line = {.show = show};

static void compare(bool is_echoed)
{
    static char row[COLUMNS];
    size_t end;
    require(line.length == length && memcmp(line.text, model, length) == 0,
            "the text is another");
    if (!is_echoed) {
        require(column == start, "text is shown without ECHO");
        return;
    }
    memset(row, ' ', sizeof(row));
    expected_cells(row, &end);
    require(column == end, "the cursor is not behind the text");
    require(memcmp(row, cells, sizeof(row)) == 0,
            "the screen shows other text");
}

static void begin(void)
{
    memset(cells, ' ', sizeof(cells));
    start = column = (size_t)rand() % 20;
    length = line.length = 0;
    line.start = (unsigned)start;
    settings.c_lflag ^= rand() % 8 == 0 ? ECHO : 0;
}

static char random_key(void)
{
    static const char editing[] = {DELETE, '\b', CTRL('U'), CTRL('W')};
    switch (rand() % 16) {
    case 0:
    case 1: return editing[rand() % sizeof(editing)];
    case 2: return (char)rand();
    case 3: return rand() % 2 ? ' ' : '\t';
    default: return (char)('a' + rand() % 26);
    }
}

// A line without editing, so that it gets full.
static void fill(void)
{
    begin();
    for (int i = 0; i < LINE_SIZE - 1; i++) {
        require(line_type(&line, &settings, 'x') == LINE_CONTINUES, "full");
    }
    require(line_type(&line, &settings, 'x') == LINE_FULL, "not full");
    require(line_type(&line, &settings, '\n') == LINE_COMPLETE, "no room");
    require(line.length == LINE_SIZE, "not the longest line");
}

static void show_again(void)
{
    if (settings.c_lflag & ECHO) {
        memset(cells, ' ', sizeof(cells));
        start = column = (size_t)rand() % 20;
        line_show_again(&line, &settings, (unsigned)column);
    }
}

int main(void)
{
    srand(1);
    fill();
    begin();
    for (int i = 0; i < KEYS; i++) {
        char key = random_key();
        bool ends = model_type(key);
        enum line_result result = line_type(&line, &settings, key);
        require((result == LINE_COMPLETE) == ends, "the line does not end so");
        if (ends) {
            require(line.length == length &&
                        memcmp(line.text, model, length) == 0,
                    "the line is another");
            begin();
        } else if (i % 64 == 0) {
            compare(settings.c_lflag & ECHO);
            show_again();
        }
    }
    printf("%d keys\n", KEYS);
    return 0;
}
