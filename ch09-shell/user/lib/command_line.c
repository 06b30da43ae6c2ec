// SPDX-License-Identifier: MIT
// user/lib/command_line.c - how a shell reads a line.

#include "user/lib/command_line.h"

#include "base/format.h"
#include "base/string.h"

struct reader {
    const char *next;
    struct command *command;
    size_t length; // of command->text
    int status;
    const char *error;
};

static void put(struct reader *reader, char byte)
{
    if (reader->length == sizeof(reader->command->text)) {
        reader->error = "the command is too long";
        return;
    }
    reader->command->text[reader->length++] = byte;
}

static void put_status(struct reader *reader)
{
    char digits[12];
    int length = snprintf(digits, sizeof(digits), "%d", reader->status);
    for (int i = 0; i < length; i++) {
        put(reader, digits[i]);
    }
    reader->next += 2;
}

static bool is_status(const char *text)
{
    return text[0] == '$' && text[1] == '?';
}

// Copies what stands between two quotes of a kind.
static void read_quoted(struct reader *reader)
{
    char quote = *reader->next++;
    while (*reader->next != quote) {
        if (*reader->next == '\0') {
            reader->error = "a quote is not closed";
            return;
        }
        if (quote == '"' && is_status(reader->next)) {
            put_status(reader);
            continue;
        }
        bool is_escape = quote == '"' && reader->next[0] == '\\' &&
                         strchr("\"\\$", reader->next[1]) != NULL &&
                         reader->next[1] != '\0';
        reader->next += is_escape;
        put(reader, *reader->next++);
    }
    reader->next++;
}

static bool ends_word(char c)
{
    return c == '\0' || strchr(" \t\n;&|", c) != NULL;
}

static void read_word(struct reader *reader)
{
    struct command *command = reader->command;
    if (command->nwords == ARGUMENTS_MAX) {
        reader->error = "the command has too many words";
        return;
    }
    command->words[command->nwords++] = &command->text[reader->length];
    while (!ends_word(*reader->next) && reader->error == NULL) {
        if (*reader->next == '\'' || *reader->next == '"') {
            read_quoted(reader);
        } else if (is_status(reader->next)) {
            put_status(reader);
        } else {
            bool is_escape = reader->next[0] == '\\' && reader->next[1] != '\0';
            reader->next += is_escape;
            put(reader, *reader->next++);
        }
    }
    put(reader, '\0');
}

static enum command_end read_end(struct reader *reader)
{
    static const struct {
        const char *text;
        enum command_end end;
    } ends[] = {{"&&", END_AND},
                {"||", END_OR},
                {"&", END_BACKGROUND},
                {";", END_SEQUENCE}};
    for (size_t i = 0; i < ARRAY_LENGTH(ends); i++) {
        size_t length = strlen(ends[i].text);
        if (strncmp(reader->next, ends[i].text, length) == 0) {
            reader->next += length;
            return ends[i].end;
        }
    }
    if (*reader->next != '\0') {
        reader->error = "a pipe is not known to this shell";
    }
    return END_LINE;
}

static void skip_blanks(struct reader *reader)
{
    while (*reader->next != '\0' && strchr(" \t\n", *reader->next) != NULL) {
        reader->next++;
    }
    if (*reader->next == '#') { // a comment, up to the end
        reader->next += strlen(reader->next);
    }
}

const char *command_read(struct command *command, const char **line, int status)
{
    struct reader reader = {
        .next = *line, .command = command, .status = status};
    command->nwords = 0;
    skip_blanks(&reader);
    while (!ends_word(*reader.next) && reader.error == NULL) {
        read_word(&reader);
        skip_blanks(&reader);
    }
    command->words[command->nwords] = NULL;
    if (reader.error == NULL) {
        command->end = read_end(&reader);
    }
    *line = reader.next;
    return reader.error;
}

const char *command_line_error(const char *line)
{
    struct command command;
    bool is_right_side = false; // of && or ||
    do {
        const char *error = command_read(&command, &line, 0);
        if (error != NULL) {
            return error;
        }
        if (is_right_side && command.end == END_BACKGROUND) {
            return "a list with && or || cannot run in the background";
        }
        is_right_side = command.end == END_AND || command.end == END_OR;
        if (command.nwords == 0 && command.end != END_LINE) {
            return "a command is missing";
        }
        if (is_right_side && *line == '\0') {
            return "a command is missing behind && or ||";
        }
    } while (command.end != END_LINE);
    return NULL;
}
