// SPDX-License-Identifier: MIT
// The shell's lines: words, quotes, what divides commands, and what is wrong
// with a line; then 300,000 lines of random characters, none of which may
// overrun a buffer or be read for ever.
//
// With: user/lib/command_line.c base/format.c base/string.c
// Flags: -Dsnprintf=folio_snprintf -Dvsnprintf=folio_vsnprintf
// Breaks: user/lib/command_line.c: if (*reader->next == '\0') { => if (0) {
// Breaks: user/lib/command_line.c: strchr("\"\\$", => strchr("\\$",
// Breaks: user/lib/command_line.c: if (*reader->next == '#') { => if (0) {
// Breaks: user/lib/command_line.c: {"&&", END_AND}, => {"&&", END_OR},
// Breaks: user/lib/command_line.c: == sizeof(reader->command->text)
//     => > sizeof(reader->command->text)
// Breaks: user/lib/command_line.c: nwords == ARGUMENTS_MAX => nwords == 1000

#include "user/lib/command_line.h"

#undef snprintf
#undef vsnprintf
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void fail(const char *line, const char *what)
{
    printf("%s: %s\n", line, what);
    exit(1);
}

// Writes a line's commands as [word|word]end[word]..., and compares.
static void expect(const char *line, const char *wanted)
{
    static const char *const ends[] = {"", ";", "&", "&&", "||"};
    static struct command command;
    char text[4096] = "";
    const char *next = line;
    if (command_line_error(line) != NULL) {
        fail(line, command_line_error(line));
    }
    do {
        if (command_read(&command, &next, 42) != NULL) {
            fail(line, "no error, and then one");
        }
        strcat(text, "[");
        for (int i = 0; i < command.nwords; i++) {
            strcat(text, i > 0 ? "|" : "");
            strcat(text, command.words[i]);
        }
        if (command.words[command.nwords] != NULL) {
            fail(line, "no null behind the words");
        }
        strcat(text, "]");
        strcat(text, ends[command.end]);
    } while (command.end != END_LINE);
    if (strcmp(text, wanted) != 0) {
        fail(line, text);
    }
}

static void expect_error(const char *line, const char *wanted)
{
    const char *error = command_line_error(line);
    if (error == NULL || strcmp(error, wanted) != 0) {
        fail(line, error != NULL ? error : "no error");
    }
}

static void try_long_lines(void)
{
    static char line[4 * ARGUMENTS_SIZE];
    memset(line, 'x', ARGUMENTS_SIZE - 1);
    if (command_line_error(line) != NULL) {
        fail("the longest word", command_line_error(line));
    }
    line[ARGUMENTS_SIZE - 1] = 'x';
    expect_error(line, "the command is too long");
    memset(line, 0, sizeof(line));
    for (int i = 0; i < ARGUMENTS_MAX; i++) {
        strcat(line, "w ");
    }
    if (command_line_error(line) != NULL) {
        fail("the most words", command_line_error(line));
    }
    strcat(line, "w");
    expect_error(line, "the command has too many words");
}

static void try_random_lines(void)
{
    static const char characters[] = "ab '\"\\;&|#$?\t\n";
    for (int i = 0; i < 300000; i++) {
        char line[40];
        size_t length = (size_t)rand() % sizeof(line);
        for (size_t j = 0; j < length; j++) {
            line[j] = characters[(size_t)rand() % (sizeof(characters) - 1)];
        }
        line[length < sizeof(line) ? length : sizeof(line) - 1] = '\0';
        command_line_error(line);
    }
}

int main(void)
{
    expect("", "[]");
    expect("  \t ", "[]");
    expect("hello", "[hello]");
    expect(" counter  A 1\t3 ", "[counter|A|1|3]");
    expect("a;b", "[a];[b]");
    expect("a; b ;", "[a];[b];[]");
    expect("a & b", "[a]&[b]");
    expect("a &", "[a]&[]");
    expect("a&&b||c", "[a]&&[b]||[c]");
    expect("echo 'a b' \"c  d\"e", "[echo|a b|c  de]");
    expect("echo '' \"\"", "[echo||]");
    expect("echo a\\ b \\; \\\\", "[echo|a b|;|\\]");
    expect("echo \"a\\\"b\\\\c\\d\" 'a\\b'", "[echo|a\"b\\c\\d|a\\b]");
    expect("echo 'a;b' # c ; 'd", "[echo|a;b]");
    expect("# nothing", "[]");
    expect("echo a#b", "[echo|a#b]");
    expect("echo $? x$?y \"$?\" '$?' \\$? $x", "[echo|42|x42y|42|$?|$?|$x]");
    expect_error("echo 'a", "a quote is not closed");
    expect_error("echo \"a\\\"", "a quote is not closed");
    expect_error("; a", "a command is missing");
    expect_error("a ;; b", "a command is missing");
    expect_error("a && && b", "a command is missing");
    expect_error("a && b &",
                 "a list with && or || cannot run in the background");
    expect_error("a || b & c",
                 "a list with && or || cannot run in the background");
    expect_error("a &&", "a command is missing behind && or ||");
    expect_error("a | b", "a pipe is not known to this shell");
    srand(1);
    try_long_lines();
    try_random_lines();
    return 0;
}
