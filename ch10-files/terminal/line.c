// SPDX-License-Identifier: MIT
// terminal/line.c - the line that is being typed, and how it is edited.

#include "terminal/line.h"

#define TAB_WIDTH 8
#define DELETE    0x7F

static bool is_control(char byte)
{
    return (uint8_t)byte < ' ' || byte == DELETE;
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t';
}

void line_echo(struct line *line, const struct termios *settings, char byte)
{
    if (!(settings->c_lflag & ECHO)) {
        return;
    }
    if (is_control(byte) && byte != '\t' && byte != '\n') {
        const char shown[] = {'^', (char)(byte ^ 0x40)};
        line->show(line->context, shown, sizeof(shown));
    } else {
        line->show(line->context, &byte, 1);
    }
}

// The columns that a byte takes when it is shown in this column.
static unsigned width(char byte, unsigned column)
{
    if (byte == '\t') {
        return TAB_WIDTH - column % TAB_WIDTH;
    }
    return is_control(byte) ? 2 : 1;
}

// The column behind the line's last byte.
static unsigned end_column(const struct line *line)
{
    unsigned column = line->start;
    for (size_t i = 0; i < line->length; i++) {
        column += width(line->text[i], column);
    }
    return column;
}

static void erase_last(struct line *line, const struct termios *settings)
{
    char byte = line->text[--line->length];
    unsigned column = byte == '\t' ? end_column(line) : 0; // only a tab asks
    for (unsigned n = width(byte, column); n > 0 && settings->c_lflag & ECHO;
         n--) {
        line->show(line->context, "\b \b", 3);
    }
}

static void erase_word(struct line *line, const struct termios *settings)
{
    while (line->length > 0 && is_blank(line->text[line->length - 1])) {
        erase_last(line, settings);
    }
    while (line->length > 0 && !is_blank(line->text[line->length - 1])) {
        erase_last(line, settings);
    }
}

// The last place is reserved for the newline.
static enum line_result add(struct line *line, const struct termios *settings,
                            char byte)
{
    if (line->length == LINE_SIZE - 1 && byte != '\n') {
        return LINE_FULL;
    }
    line->text[line->length++] = byte;
    line_echo(line, settings, byte);
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
        if (line->length > 0) {
            erase_last(line, settings);
        }
    } else if (key == keys[VKILL]) {
        while (line->length > 0) {
            erase_last(line, settings);
        }
    } else if (key == keys[VWERASE]) {
        erase_word(line, settings);
    } else {
        return add(line, settings, byte);
    }
    return LINE_CONTINUES;
}

void line_show_again(struct line *line, const struct termios *settings,
                     unsigned column)
{
    line->start = column;
    for (size_t i = 0; i < line->length; i++) {
        line_echo(line, settings, line->text[i]);
    }
}
