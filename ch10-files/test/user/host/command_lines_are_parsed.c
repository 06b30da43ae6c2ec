// SPDX-License-Identifier: MIT
// The shell's lines: words, quotes, redirections, what divides commands, what
// is wrong with a line, and whether it goes on in the next one; then 300,000
// lines of random characters, none of which may overrun a buffer or be read for
// ever.
//
// With: user/lib/command_line.c base/string.c
// Breaks: user/lib/command_line.c: if (*reader->next == '\0') { => if (0) {
// Breaks: user/lib/command_line.c: if (*reader->next == '#') { => if (0) {
// Breaks: user/lib/command_line.c: {"&&", END_AND}, => {"&&", END_OR},
// Breaks: user/lib/command_line.c: quote == '"' && *reader->next == '\\'
//     => false
// Breaks: user/lib/command_line.c: nwords == ARGUMENTS_MAX => nwords == 1000
// Breaks: user/lib/command_line.c: nredirections == REDIRECTIONS_MAX
//     => nredirections == 1000
// Breaks: user/lib/command_line.c: command->nassignments == command->nwords
//     => true
// Breaks: user/lib/command_line.c: is_right_side && is_at_end; => false;
// Breaks: user/lib/command_line.c: {">>", REDIRECT_APPEND}, =>
// Breaks: user/lib/command_line.c: {"\n", END_SEQUENCE}}; => };
// Breaks: user/lib/command_line.c: if (is_one_of(*reader->next, "<>")) {
//     => if (0) {
// Breaks: user/lib/command_line.c: strlen(reserved[i]) == word.length &&
//     => true &&
// Breaks: user/lib/command_line.c: "case", "esac", "for", => "case", "esac",
// Breaks: user/lib/command_line.c: .descriptor = reader->next[ndigits] == '>'
//     => .descriptor = 1

#include "user/lib/command_line.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void fail(const char *line, const char *what)
{
    printf("%s: %s\n", line, what);
    exit(1);
}

// Returns what is wrong with a line that is complete.
static const char *error_of(const char *line)
{
    bool is_unfinished;
    const char *error = command_line_error(line, &is_unfinished);
    if (is_unfinished) {
        fail(line, "it is not finished");
    }
    return error;
}

static void print_command(char *text, const struct command *command)
{
    static const char *const kinds[] = {"<", ">", ">>", "&"};
    text += sprintf(text, "[");
    for (size_t i = 0; i < command->nwords; i++) {
        text += sprintf(text, "%s%.*s", i > 0 ? "|" : "",
                        (int)command->words[i].length, command->words[i].text);
        text += sprintf(text, i < command->nassignments ? "!" : "");
    }
    for (size_t i = 0; i < command->nredirections; i++) {
        const struct redirection *to = &command->redirections[i];
        text += sprintf(text, " %d%s%.*s", to->descriptor, kinds[to->kind],
                        (int)to->word.length, to->word.text);
    }
    sprintf(text, "]");
}

// Writes a line's commands as [word|word]end[word]..., and compares. A ! stands
// behind an assignment; redirections come last: [word 1>file].
static void expect(const char *line, const char *wanted)
{
    static const char *const ends[] = {"", ";", "&", "&&", "||"};
    static struct command command;
    char text[4096] = "";
    const char *next = line;
    if (error_of(line) != NULL) {
        fail(line, error_of(line));
    }
    do {
        if (command_read(&command, &next) != NULL) {
            fail(line, "no error, and then one");
        }
        print_command(text + strlen(text), &command);
        strcat(text, ends[command.end]);
    } while (command.end != END_LINE);
    if (strcmp(text, wanted) != 0) {
        fail(line, text);
    }
}

static void expect_error(const char *line, const char *wanted)
{
    const char *error = error_of(line);
    if (error == NULL || strcmp(error, wanted) != 0) {
        fail(line, error != NULL ? error : "no error");
    }
}

// A line that goes on in the next one. `wanted` is the error that is reported
// if there is no next line; or NULL.
static void expect_unfinished(const char *line, const char *wanted)
{
    bool is_unfinished;
    const char *error = command_line_error(line, &is_unfinished);
    if (!is_unfinished) {
        fail(line, "it is finished");
    }
    if ((error == NULL) != (wanted == NULL) ||
        (error != NULL && strcmp(error, wanted) != 0)) {
        fail(line, error != NULL ? error : "no error");
    }
}

static void try_long_lines(void)
{
    char line[16 * ARGUMENTS_MAX] = "";
    for (int i = 0; i < ARGUMENTS_MAX; i++) {
        strcat(line, "w ");
    }
    if (error_of(line) != NULL) {
        fail("the most words", error_of(line));
    }
    strcat(line, "w");
    expect_error(line, "the command has too many words");
    *line = '\0';
    for (int i = 0; i < REDIRECTIONS_MAX; i++) {
        strcat(line, ">a ");
    }
    if (error_of(line) != NULL) {
        fail("the most redirections", error_of(line));
    }
    strcat(line, ">a");
    expect_error(line, "the command has too many redirections");
}

static void try_random_lines(void)
{
    static const char characters[] = "ab1= '\"\\;&|<>#${}?@(`\t\n";
    for (int i = 0; i < 300000; i++) {
        char line[40];
        bool is_unfinished;
        size_t length = (size_t)rand() % sizeof(line);
        for (size_t j = 0; j < length; j++) {
            line[j] = characters[(size_t)rand() % (sizeof(characters) - 1)];
        }
        line[length < sizeof(line) ? length : sizeof(line) - 1] = '\0';
        command_line_error(line, &is_unfinished);
    }
}

static void try_words(void)
{
    expect("", "[]");
    expect("  \t ", "[]");
    expect("hello", "[hello]");
    expect(" counter  A 1\t3 ", "[counter|A|1|3]");
    expect("echo 'a b' \"c  d\"e", "[echo|'a b'|\"c  d\"e]");
    expect("echo '' \"\"", "[echo|''|\"\"]");
    expect("echo a\\ b \\; \\\\", "[echo|a\\ b|\\;|\\\\]");
    expect("echo \"a\\\"; b\" 'a\\'", "[echo|\"a\\\"; b\"|'a\\']");
    expect("echo 'a;b' # c ; 'd", "[echo|'a;b']");
    expect("# nothing", "[]");
    expect("echo a#b", "[echo|a#b]");
    expect("echo $? x$?y \"$x\" ${x}# $# $#a",
           "[echo|$?|x$?y|\"$x\"|${x}#|$#|$#a]");
    expect("x=1 _y2= a=b echo c=d", "[x=1!|_y2=!|a=b!|echo|c=d]");
    expect("1x=1 x=1", "[1x=1|x=1]");
    expect("x='a b' 'x'=1", "[x='a b'!|'x'=1]");
}

static void try_commands(void)
{
    expect("a;b", "[a];[b]");
    expect("a; b ;", "[a];[b];[]");
    expect("a & b", "[a]&[b]");
    expect("a &", "[a]&[]");
    expect("a&&b||c", "[a]&&[b]||[c]");
    expect("a &&\n# c\n\n b\n", "[a]&&[b];[]");
    expect("a\nb # c\n\nd", "[a];[b];[d]");
    expect("a\n", "[a];[]");
    expect_error("; a", "a command is missing");
    expect_error("a ;; b", "a command is missing");
    expect_error("a && && b", "a command is missing");
    expect_error("a && b &",
                 "a list with && or || cannot run in the background");
    expect_error("a || b & c",
                 "a list with && or || cannot run in the background");
    expect_error("a | b", "a pipe is not known to this shell");
    expect_error("(a)", "( and ) are not known to this shell");
    expect_error("echo $(a)", "$( is not known to this shell");
    expect_error("echo \"`a`\"", "` is not known to this shell");
    expect_error("echo `a`", "` is not known to this shell");
    expect_error("echo ${x y}", "${ is not followed by a name and }");
    expect_error("echo \"${}\"", "${ is not followed by a name and }");
}

static void try_reserved_words(void)
{
    static const char error[] =
        "if, for, while, case, { and ! are not known to this shell";
    expect_error("for a in b", error);
    expect_error("do a; done", error);
    expect_error("a && while b", error);
    expect_error("then a", error);
    expect_error("{ a; }", error);
    expect_error("! a", error);
    expect("'for' \\if fort x=1", "['for'|\\if|fort|x=1]");
    expect("a if; x=1 for", "[a|if];[x=1!|for]");
    expect(">a do", "[do 1>a]");
}

static void try_redirections(void)
{
    expect("a <b >c", "[a 0<b 1>c]");
    expect(">c a < b", "[a 1>c 0<b]");
    expect("a>b>>c", "[a 1>b 1>>c]");
    expect("a 2> b 2>>c 0<d 1>|e", "[a 2>b 2>>c 0<d 1>e]");
    expect("a 2>&1 >&2 <&0", "[a 2&1 1&2 0&0]");
    expect("a2>b 2 >c '2'>d", "[a2|2|'2' 1>b 1>c 1>d]");
    expect("> 'a b'c", "[ 1>'a b'c]");
    expect("x=1 >a", "[x=1! 1>a]");
    expect_error("a 3>b", "only the descriptors 0, 1 and 2 can be redirected");
    expect_error("a 10>b", "only the descriptors 0, 1 and 2 can be redirected");
    expect_error("a >", "the name of a file is missing behind < or >");
    expect_error("a > > b", "the name of a file is missing behind < or >");
    expect_error("a <; b", "the name of a file is missing behind < or >");
    expect_error("a << b", "<< and <> are not known to this shell");
    expect_error("a <> b", "<< and <> are not known to this shell");
    expect_error("a >>> b", "<< and <> are not known to this shell");
}

int main(void)
{
    try_words();
    try_commands();
    try_reserved_words();
    try_redirections();
    expect_unfinished("echo 'a", "a quote is not closed");
    expect_unfinished("echo \"a\\\"\n", "a quote is not closed");
    expect_unfinished("a &&", "a command is missing");
    expect_unfinished("a || # b\n", "a command is missing");
    expect_unfinished("a b\\\n", NULL);
    expect("a b\\", "[a|b\\]");
    expect("a b # c\\\n", "[a|b];[]");
    srand(1);
    try_long_lines();
    try_random_lines();
    return 0;
}
