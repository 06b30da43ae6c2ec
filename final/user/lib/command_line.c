// SPDX-License-Identifier: MIT
// user/lib/command_line.c - how a shell reads a line.

#include "user/lib/command_line.h"

#include "base/string.h"

struct reader {
    const char *next;
    struct command *command;
    const char *error;
    bool is_unfinished; // the line goes on in the next one
};

static bool is_one_of(char c, const char *set)
{
    return c != '\0' && strchr(set, c) != NULL;
}

// --- words ---

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_name_start(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
}

size_t name_length(const char *text)
{
    size_t length = 0;
    while (is_name_start(text[length]) ||
           (length > 0 && is_digit(text[length]))) {
        length++;
    }
    return length;
}

size_t parameter_length(const char *text)
{
    size_t length = name_length(text);
    return length > 0 ? length : is_digit(*text) || is_one_of(*text, "?$!#@*");
}

// Moves behind a $ and the parameter that it stands for.
static void skip_parameter(struct reader *reader)
{
    bool has_brace = reader->next[1] == '{';
    const char *parameter = reader->next + 1 + has_brace;
    size_t length = parameter_length(parameter);
    if (*parameter == '(') {
        reader->error = "$( is not known to this shell";
    } else if (has_brace && (length == 0 || parameter[length] != '}')) {
        reader->error = "${ is not followed by a name and }";
    } else {
        reader->next = parameter + length + has_brace;
    }
}

// Moves behind a \ and the character that it keeps.
static void skip_escape(struct reader *reader)
{
    if (reader->next[1] == '\n' && reader->next[2] == '\0') {
        reader->is_unfinished = true;
    }
    reader->next += reader->next[1] != '\0' ? 2 : 1;
}

// Moves behind what stands between two quotes of a kind.
static void skip_quoted(struct reader *reader)
{
    char quote = *reader->next++;
    while (*reader->next != quote && reader->error == NULL) {
        if (*reader->next == '\0') {
            reader->error = "a quote is not closed";
            reader->is_unfinished = true;
        } else if (quote == '"' && *reader->next == '\\') {
            skip_escape(reader);
        } else if (quote == '"' && *reader->next == '$') {
            skip_parameter(reader);
        } else if (quote == '"' && *reader->next == '`') {
            reader->error = "` is not known to this shell";
        } else {
            reader->next++;
        }
    }
    reader->next += reader->error == NULL;
}

static bool ends_word(char c)
{
    return c == '\0' || is_one_of(c, " \t\n;&|<>()");
}

static struct slice read_word(struct reader *reader)
{
    struct slice word = {.text = reader->next};
    while (!ends_word(*reader->next) && reader->error == NULL) {
        switch (*reader->next) {
        case '\'':
        case '"': skip_quoted(reader); break;
        case '\\': skip_escape(reader); break;
        case '$': skip_parameter(reader); break;
        case '`': reader->error = "` is not known to this shell"; break;
        default: reader->next++;
        }
    }
    word.length = (size_t)(reader->next - word.text);
    return word;
}

// A newline behind a \ joins two lines: between words it is a blank.
static void skip_blanks(struct reader *reader, const char *blanks)
{
    for (;;) {
        if (strncmp(reader->next, "\\\n", 2) == 0) {
            skip_escape(reader);
        } else if (is_one_of(*reader->next, blanks)) {
            reader->next++;
        } else {
            break;
        }
    }
    if (*reader->next == '#') { // a comment, up to the end of the line
        reader->next += strcspn(reader->next, "\n");
    }
}

// --- commands ---

struct symbol {
    const char *text;
    int meaning;
};

// Moves behind the first of these symbols that the rest of the line begins
// with, and returns it; NULL if there is none.
static const struct symbol *
read_symbol(struct reader *reader, const struct symbol *symbols, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t length = strlen(symbols[i].text);
        if (strncmp(reader->next, symbols[i].text, length) == 0) {
            reader->next += length;
            return &symbols[i];
        }
    }
    return NULL;
}

// Reads a redirection, if one comes next: [digit] symbol word.
static bool read_redirection(struct reader *reader)
{
    static const struct symbol symbols[] = {
        {">>", REDIRECT_APPEND},    {">&", REDIRECT_DUPLICATE},
        {">|", REDIRECT_WRITE},     {">", REDIRECT_WRITE},
        {"<&", REDIRECT_DUPLICATE}, {"<", REDIRECT_READ}};
    struct command *command = reader->command;
    size_t ndigits = 0;
    while (is_digit(reader->next[ndigits])) {
        ndigits++;
    }
    if (!is_one_of(reader->next[ndigits], "<>")) {
        return false;
    }
    struct redirection to = {.descriptor = reader->next[ndigits] == '>'};
    if (ndigits > 0) {
        to.descriptor = *reader->next - '0';
    }
    reader->next += ndigits;
    to.kind = (enum redirection_kind)read_symbol(reader, symbols,
                                                 ARRAY_LENGTH(symbols))
                  ->meaning;
    if (is_one_of(*reader->next, "<>")) {
        reader->error = "<< and <> are not known to this shell";
        return true;
    }
    skip_blanks(reader, " \t");
    to.word = read_word(reader);
    if (reader->error != NULL) {
        return true;
    }
    if (ndigits > 1 || to.descriptor > 2) {
        reader->error = "only the descriptors 0, 1 and 2 can be redirected";
    } else if (to.word.length == 0) {
        reader->error = "the name of a file is missing behind < or >";
    } else if (command->nredirections == REDIRECTIONS_MAX) {
        reader->error = "the command has too many redirections";
    } else {
        command->redirections[command->nredirections++] = to;
    }
    return true;
}

// Is this word, unquoted and first in a command, a reserved word that ours does
// not know? Otherwise parts of a loop would run as commands.
static bool is_reserved(struct slice word)
{
    static const char *const reserved[] = {
        "!",    "{",    "}",   "if", "then", "elif",  "else", "fi",
        "case", "esac", "for", "do", "done", "while", "until"};
    for (size_t i = 0; i < ARRAY_LENGTH(reserved); i++) {
        if (strlen(reserved[i]) == word.length &&
            strncmp(word.text, reserved[i], word.length) == 0) {
            return true;
        }
    }
    return false;
}

static void add_word(struct reader *reader, struct slice word)
{
    struct command *command = reader->command;
    if (reader->error != NULL) {
        return;
    }
    if (command->nwords == 0 && command->nredirections == 0 &&
        is_reserved(word)) {
        reader->error = "if, for, while, case, { and ! are not known to this "
                        "shell";
        return;
    }
    if (command->nwords == ARGUMENTS_MAX) {
        reader->error = "the command has too many words";
        return;
    }
    size_t length = name_length(word.text);
    if (command->nassignments == command->nwords && length > 0 &&
        word.text[length] == '=') {
        command->nassignments++;
    }
    command->words[command->nwords++] = word;
}

static enum command_end read_end(struct reader *reader)
{
    static const struct symbol ends[] = {{"&&", END_AND},
                                         {"||", END_OR},
                                         {"&", END_BACKGROUND},
                                         {";", END_SEQUENCE},
                                         {"\n", END_SEQUENCE}};
    const struct symbol *end = read_symbol(reader, ends, ARRAY_LENGTH(ends));
    if (end == NULL && *reader->next != '\0') {
        reader->error = *reader->next == '|'
                            ? "a pipe is not known to this shell"
                            : "( and ) are not known to this shell";
    }
    return end != NULL ? (enum command_end)end->meaning : END_LINE;
}

// Reads a command; reader->command gets it.
static void read_command(struct reader *reader)
{
    struct command *command = reader->command;
    command->nwords = command->nassignments = command->nredirections = 0;
    do {
        skip_blanks(reader, " \t\n");
    } while (*reader->next == '\n'); // behind a comment
    while (reader->error == NULL) {
        if (!read_redirection(reader)) {
            if (ends_word(*reader->next)) {
                break;
            }
            add_word(reader, read_word(reader));
        }
        skip_blanks(reader, " \t");
    }
    if (reader->error == NULL) {
        command->end = read_end(reader);
    }
}

bool command_is_empty(const struct command *command)
{
    return command->nwords == 0 && command->nredirections == 0;
}

const char *command_read(struct command *command, const char **line)
{
    struct reader reader = {.next = *line, .command = command};
    read_command(&reader);
    *line = reader.next;
    return reader.error;
}

const char *command_line_error(const char *line, bool *is_unfinished)
{
    struct command command;
    struct reader reader = {.next = line, .command = &command};
    enum command_end end = END_SEQUENCE; // of the command before
    do {
        read_command(&reader);
        bool is_right_side = end == END_AND || end == END_OR;
        bool is_at_end = command.end == END_LINE;
        if (reader.error == NULL && command_is_empty(&command) &&
            (is_right_side || !is_at_end)) {
            reader.error = "a command is missing";
            reader.is_unfinished = is_right_side && is_at_end;
        }
        if (reader.error == NULL && is_right_side &&
            command.end == END_BACKGROUND) {
            reader.error = "a list with && or || cannot run in the background";
        }
        end = command.end;
    } while (reader.error == NULL && end != END_LINE);
    *is_unfinished = reader.is_unfinished;
    return reader.error;
}
