// SPDX-License-Identifier: MIT
// What the words of a line become: parameters, quotes, fields and names of
// files; then 100,000 lines of random characters, none of which may overrun a
// buffer or be expanded for ever.
//
// With: user/shell/expand.c user/shell/glob.c user/shell/fields.c
// With: user/shell/parameters.c user/lib/command_line.c
// Flags: -D_GNU_SOURCE -include limits.h
// Breaks: user/shell/expand.c: is_literal = expansion->is_quoted ||
//     => is_literal =
// Breaks: user/shell/expand.c: expansion->has_field |= !is_all_arguments; =>
// Breaks: user/shell/expand.c: strchr("$`\"\\\n", kept) == NULL => false
// Breaks: user/shell/expand.c: is_literal || *value == '\\' => is_literal
// Breaks: user/shell/expand.c: 3 > sizeof(expansion->pattern)
//     => 1 > sizeof(expansion->pattern)
// Breaks: user/shell/expand.c: is_literal && c != '/' => is_literal
// Breaks: user/shell/glob.c: (name[0] != '.' || matches_dot) => (true)
// Breaks: user/shell/glob.c: fields_sort(fields, first); =>
// Breaks: user/shell/fields.c: length >= sizeof(fields->text) - fields->nbytes
//     => length > sizeof(fields->text) - fields->nbytes
// Breaks: user/shell/fields.c: fields->count == ARGUMENTS_MAX => false

#include "user/lib/command_line.h"
#include "user/shell/expand.h"
#include "user/shell/parameters.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static struct fields fields;

static void fail(const char *line, const char *what)
{
    printf("%s: %s\n", line, what);
    exit(1);
}

static void expand_line(const char *line)
{
    struct command command;
    if (command_read(&command, &line) != NULL) {
        command.nwords = 0;
    }
    fields_clear(&fields);
    for (size_t i = 0; i < command.nwords; i++) {
        expand_word(&fields, command.words[i]);
    }
}

// Writes the fields as (field)(field)..., and compares.
static void expect(const char *line, const char *wanted)
{
    char text[4096] = "";
    expand_line(line);
    for (size_t i = 0; i < fields.count; i++) {
        sprintf(text + strlen(text), "(%s)", fields.argv[i]);
    }
    if (strcmp(text, wanted) != 0 || fields.argv[fields.count] != NULL) {
        fail(line, text);
    }
}

static void expect_value(const char *line, const char *wanted)
{
    fields_clear(&fields);
    expand_value(&fields, (struct slice){line, strlen(line)});
    if (fields.count != 1 || strcmp(fields.argv[0], wanted) != 0) {
        fail(line, fields.argv[0]);
    }
}

static void try_quotes(void)
{
    expect("a 'b  c' \"d  e\" f\\ \\ g", "(a)(b  c)(d  e)(f  g)");
    expect("'' \"\" a'' ''b''\"\"", "()()(a)(b)");
    expect("\"\\$a \\\" \\` \\\\ \\x\" '\\$\\x' \\$\\x",
           "($a \" ` \\ \\x)(\\$\\x)($x)");
    expect("a\\\nb \"c\\\nd\" 'e\\\nf' \\\n", "(ab)(cd)(e\\\nf)");
    expect("a\\", "(a\\)");
    expect("$ a$ \"$\" $% a$.", "($)(a$)($)($%)(a$.)");
}

static void try_parameters(void)
{
    expect("$x ${x} \"$x\" '$x' \\$x a${x}b $x.c",
           "(1)(1)(1)($x)($x)(a1b)(1.c)");
    expect("$none a$none \"$none\" b", "(a)()(b)");
    expect("$two", "(a)(b)");
    expect("\"$two\"", "( a  b )");
    expect("p$two\"q\" \"p\"$two'q'", "(p)(a)(b)(q)(p)(a)(b)(q)");
    expect("$two$two", "(a)(b)(a)(b)");
    expect("$? $$ $! $# \"$?\" x$?y", "(42)(7)(8)(2)(42)(x42y)");
    expect("$0 $1 $2 $3 $12", "(name)(one)(two)(words)(one2)");
    expect("$@", "(one)(two)(words)");
    expect("\"$@\" 'x'\"$@\"y", "(one)(two words)(xone)(two wordsy)");
    expect("\"$*\" $*", "(one two words)(one)(two)(words)");
    expect("\"a$@b\"", "(aone)(two wordsb)");
    expect_value("a$two'c  d'$@", "a a  b c  done two words");
    expect_value("", "");
    expect_value("*", "*");
    parameters.count = 0;
    expect("a \"$@\" $@ \"$*\" \"x$@\"", "(a)()(x)");
    parameters.count = 2;
}

static void make(const char *name)
{
    FILE *file = fopen(name, "w");
    if (file == NULL) {
        fail(name, "cannot be made");
    }
    fclose(file);
}

// In a directory of its own.
static void try_names_of_files(void)
{
    static const char *const names[] = {"b",       "a",   "a*",
                                        ".hidden", "d/e", "d/f"};
    char folder[] = "/tmp/folio-words-XXXXXX";
    if (mkdtemp(folder) == NULL || chdir(folder) != 0 ||
        mkdir("d", 0700) != 0) {
        fail(folder, "cannot be made");
    }
    for (size_t i = 0; i < ARRAY_LENGTH(names); i++) {
        make(names[i]);
    }
    expect("*", "(a)(a*)(b)(d)");
    expect("? \"*\" \\* '?' a* a\\* \"a\"* a\"*\"",
           "(a)(b)(d)(*)(*)(?)(a)(a*)(a*)(a)(a*)(a*)");
    expect("[ab] [!ab] [\"a-d\"] x* [z]", "(a)(b)(d)(a)(d)(x*)([z])");
    expect(".h* *hidden ./* ./[.]h*",
           "(.hidden)(*hidden)(./a)(./a*)(./b)(./d)(./[.]h*)");
    expect("*/ */* d/? ?//e */x \"d\"/* d'/'*",
           "(d/)(d/e)(d/f)(d/e)(d/f)(d//e)(*/x)(d/e)(d/f)(d/e)(d/f)");
    expect("$star \"$star\" $star\\* $escape", "(a)(a*)(b)(d)(*)(a*)(\\*)");
    expect_value("*$star", "**");
    for (size_t i = 0; i < ARRAY_LENGTH(names); i++) {
        remove(names[i]);
    }
    remove("d");
    remove(folder);
}

static void try_limits(void)
{
    static char line[4 * ARGUMENTS_SIZE];
    memset(line, 'x', ARGUMENTS_SIZE - 1);
    expand_line(line);
    if (fields.is_full || fields.count != 1) {
        fail("the longest word", "does not fit");
    }
    line[ARGUMENTS_SIZE - 1] = 'x';
    expand_line(line);
    if (!fields.is_full || fields.count != 0) {
        fail("a longer word", "fits");
    }
    memset(line, 'x', sizeof(line) - 1);
    memset(line, '\'', 1);
    line[sizeof(line) - 2] = '\'';
    expand_line(line);
    if (!fields.is_full || fields.count != 1) {
        fail("a very long word", "fits");
    }
    fields_clear(&fields);
    for (int i = 0; i < ARGUMENTS_MAX; i++) {
        expand_word(&fields, (struct slice){"w", 1});
    }
    if (fields.is_full || fields.argv[ARGUMENTS_MAX] != NULL) {
        fail("the most words", "do not fit");
    }
    expand_word(&fields, (struct slice){"w", 1});
    if (!fields.is_full || fields.count != ARGUMENTS_MAX) {
        fail("more words", "fit");
    }
}

static void try_random_lines(void)
{
    static const char characters[] = "ax2 '\"\\$*?[]!-{}@./\n";
    for (int i = 0; i < 100000; i++) {
        char line[24];
        size_t length = (size_t)rand() % sizeof(line);
        for (size_t j = 0; j < length; j++) {
            line[j] = characters[(size_t)rand() % (sizeof(characters) - 1)];
        }
        line[length] = '\0';
        expand_line(line);
    }
}

static void set(const char *name, const char *value)
{
    if (variable_set(name, strlen(name), value) != 0) {
        fail(name, "cannot be set");
    }
}

int main(void)
{
    static const char *const arguments[] = {"name", "one", "two words"};
    parameters = (struct parameters){.status = 42,
                                     .self = 7,
                                     .background = 8,
                                     .count = 2,
                                     .argument = arguments};
    set("x", "0");
    set("x", "1");
    set("two", " a  b ");
    set("star", "*");
    set("escape", "\\*");
    try_quotes();
    try_parameters();
    try_names_of_files();
    try_limits();
    srand(1);
    (void)!chdir("/dev/fd");
    try_random_lines();
    return 0;
}
