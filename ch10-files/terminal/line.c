// SPDX-License-Identifier: MIT
// terminal/line.c - the line that is being typed, and how it is edited.

#include "terminal/line.h"

#include "base/string.h"

#define TAB_WIDTH 8
#define DELETE    0x7F

// A key is handled with interrupts off, so the text that it shows has a limit.
// To erase more than this, the line's end is shown again in a new row.
#define ERASE_MAX      60 // columns
#define SHOW_AGAIN_MAX 40 // bytes

static bool is_control(char byte)
{
    return (uint8_t)byte < ' ' || byte == DELETE;
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t';
}

// The columns that a byte takes when it is shown in this column.
static unsigned width(char byte, unsigned column)
{
    switch (byte) {
    case '\n': return 0;
    case '\t': return TAB_WIDTH - column % TAB_WIDTH;
    default: return is_control(byte) ? 2 : 1;
    }
}

unsigned line_echo(struct line *line, const struct termios *settings, char byte)
{
    if (!(settings->c_lflag & ECHO)) {
        return 0;
    }
    if (is_control(byte) && byte != '\t' && byte != '\n') {
        const char shown[] = {'^', (char)(byte ^ 0x40)};
        line->show(line->context, shown, sizeof(shown));
    } else {
        line->show(line->context, &byte, 1);
    }
    unsigned ncolumns = width(byte, line->column);
    line->column = byte == '\n' ? 0 : line->column + ncolumns;
    return ncolumns;
}

// Erases the end of the line, all but so many bytes.
static void erase_to(struct line *line, const struct termios *settings,
                     size_t length)
{
    unsigned ncolumns = 0;
    while (line->length > length) {
        ncolumns += line->columns[--line->length];
    }
    if (ncolumns > ERASE_MAX) {
        line_echo(line, settings, '\n');
        line_show_again(line, settings, 0);
        return;
    }
    char blanks[ERASE_MAX], backspaces[ERASE_MAX];
    memset(blanks, ' ', ncolumns);
    memset(backspaces, '\b', ncolumns);
    line->show(line->context, backspaces, ncolumns);
    line->show(line->context, blanks, ncolumns);
    line->show(line->context, backspaces, ncolumns);
    line->column -= ncolumns;
}

// The length of the line without its last word.
static size_t word_start(const struct line *line)
{
    size_t length = line->length;
    while (length > 0 && is_blank(line->text[length - 1])) {
        length--;
    }
    while (length > 0 && !is_blank(line->text[length - 1])) {
        length--;
    }
    return length;
}

// The last place is reserved for the newline.
static enum line_result add(struct line *line, const struct termios *settings,
                            char byte)
{
    if (line->length == LINE_SIZE - 1 && byte != '\n') {
        return LINE_FULL;
    }
    line->text[line->length] = byte;
    line->columns[line->length++] = (uint8_t)line_echo(line, settings, byte);
    return byte == '\n' ? LINE_COMPLETE : LINE_CONTINUES;
}

enum line_result line_type(struct line *line, const struct termios *settings,
                           char byte)
{
    const uint8_t *keys = settings->c_cc;
    uint8_t key = (uint8_t)byte;
    if (key == keys[VEOF]) {
        return LINE_COMPLETE;
    }
    if (key == keys[VERASE] || byte == '\b') {
        erase_to(line, settings, line->length - (line->length > 0));
    } else if (key == keys[VKILL]) {
        erase_to(line, settings, 0);
    } else if (key == keys[VWERASE]) {
        erase_to(line, settings, word_start(line));
    } else {
        return add(line, settings, byte);
    }
    return LINE_CONTINUES;
}

void line_show_again(struct line *line, const struct termios *settings,
                     unsigned column)
{
    line->column = column;
    memset(line->columns, 0, line->length);
    for (size_t i = line->length - min(line->length, SHOW_AGAIN_MAX);
         i < line->length; i++) {
        line->columns[i] = (uint8_t)line_echo(line, settings, line->text[i]);
    }
}
