// SPDX-License-Identifier: MIT
// A line is edited by two million random keys. Its text is compared with a
// plain model, and the cells on which its output is printed are compared with
// the model's text as it should look.
//
// With: terminal/line.c
// Breaks: terminal/line.c: return is_control(byte) ? 2 : 1; => return 1;
// Breaks: terminal/line.c: TAB_WIDTH - column % TAB_WIDTH; => TAB_WIDTH;
// Breaks: terminal/line.c: LINE_SIZE - 1 && byte != '\n' => LINE_SIZE
// Breaks: terminal/line.c: !is_blank(line->text[length - 1])
//     => is_blank(line->text[length - 1])
// Breaks: terminal/line.c: if (!(settings->c_lflag & ECHO)) { => if (0) {
// Breaks: terminal/line.c: line->column = column; =>
// Breaks: terminal/line.c: if (ncolumns > ERASE_MAX) { => if (0) {
// Breaks: terminal/line.c: memset(line->columns, 0, line->length); =>

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

// A screen of one endless row. A newline begins another one.
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
        } else if (text[i] == '\n') {
            memset(cells, ' ', sizeof(cells));
            column = 0;
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

#define ERASE_MAX 60 // columns; a longer text stays, and a new row begins
#define SHOWN_MAX 40 // bytes of the line that the new row shows

static char model[LINE_SIZE];
static size_t length;
static size_t first, start; // the byte that is shown first, and its column

// Puts the bytes before `end` that are shown into the row, and returns the
// column behind them.
static size_t put_model(char row[COLUMNS], size_t end)
{
    size_t at = start;
    for (size_t i = first; i < end; i++) {
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
    return at;
}

static void begin_row(size_t at)
{
    start = at;
    first = length > SHOWN_MAX ? length - SHOWN_MAX : 0;
}

static void erase_model(size_t to)
{
    static char row[COLUMNS];
    size_t erased = put_model(row, length) - put_model(row, to);
    length = to;
    if (first > length) {
        first = length;
    }
    if (erased > ERASE_MAX && settings.c_lflag & ECHO) {
        begin_row(0);
    }
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static size_t model_word_start(void)
{
    size_t at = length;
    while (at > 0 && is_blank(model[at - 1])) {
        at--;
    }
    while (at > 0 && !is_blank(model[at - 1])) {
        at--;
    }
    return at;
}

// Returns true if the key ends the line.
static bool model_type(char key)
{
    switch (key) {
    case CTRL('D'): return true;
    case '\b':
    case DELETE: erase_model(length - (length > 0)); return false;
    case CTRL('U'): erase_model(0); return false;
    case CTRL('W'): erase_model(model_word_start()); return false;
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
    require(line.length == length && memcmp(line.text, model, length) == 0,
            "the text is another");
    if (!is_echoed) {
        require(column == start, "text is shown without ECHO");
        return;
    }
    memset(row, ' ', sizeof(row));
    require(column == put_model(row, length),
            "the cursor is not behind the text");
    require(memcmp(row, cells, sizeof(row)) == 0,
            "the screen shows other text");
}

static void begin(void)
{
    memset(cells, ' ', sizeof(cells));
    start = column = (size_t)rand() % 20;
    length = first = line.length = 0;
    line.column = (unsigned)start;
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
        column = (size_t)rand() % 20;
        begin_row(column);
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
