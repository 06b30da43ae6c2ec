// SPDX-License-Identifier: MIT
// user/programs/sh.c - the shell: reads commands, and runs them.
//
//     sh                       from a person at a terminal, or from its input
//     sh FILE [ARGUMENT...]    from a script
//     sh -c TEXT [NAME [ARGUMENT...]]
//
// What happens to a line: command_line.c finds its commands and their words.
// Then, in user/shell/, expand.c makes arguments of the words, redirect.c opens
// files, launch.c finds and starts the program, and jobs.c waits for it.

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "user/lib/command_line.h"
#include "user/shell/built_in.h"
#include "user/shell/expand.h"
#include "user/shell/jobs.h"
#include "user/shell/launch.h"
#include "user/shell/parameters.h"
#include "user/shell/redirect.h"

#define LINE_SIZE 4096

// Exit statuses, as in other shells.
#define WRONG_LINE   2
#define CANNOT_START 126
#define NOT_FOUND    127

// Where commands come from.
static struct {
    int descriptor;
    const char *text; // what is left of the text of -c; NULL: the descriptor
} input;

static _Noreturn void die(const char *name, int error, int status)
{
    fprintf(stderr, "sh: %s: %s\n", name, strerror(error));
    exit(status);
}

// --- a line ---

// Reads a byte. Returns 1, 0 at the end of the input, or a negative errno. Only
// one byte is read, since the next ones may be meant for a program.
static long read_byte(char *byte)
{
    if (input.text == NULL) {
        return read(input.descriptor, byte, 1);
    }
    *byte = *input.text;
    input.text += *byte != '\0';
    return *byte != '\0';
}

// Reads a line with its newline, which only the last line of a file may lack.
// Returns its length, 0 at the end of the input, or a negative errno: -E2BIG if
// the line is too long, and -ENOEXEC if there is a zero byte in it, so that it
// is no text.
static long read_line(char *line, size_t size)
{
    size_t length = 0;
    int error = 0;
    char byte = '\0';
    while (byte != '\n') {
        long result = read_byte(&byte);
        if (result < 0) {
            return result;
        }
        if (result == 0) {
            break;
        }
        if (byte == '\0') {
            error = -ENOEXEC;
        } else if (length + 1 == size) {
            error = -E2BIG;
        } else {
            line[length++] = byte;
        }
    }
    line[length] = '\0';
    return error != 0 ? error : (long)length;
}

static void prompt(const char *text)
{
    if (jobs_is_interactive()) {
        fputs(text, stderr);
    }
}

// Does the shell go on without the line that could not be read? ctrl-C drops a
// line, and instead of a line that is too long a person can type another one.
static bool is_line_dropped(int error)
{
    if (error == EINTR) {
        return true;
    }
    fprintf(stderr, "sh: %s: %s\n", parameters.argument[0], strerror(error));
    return jobs_is_interactive() && error == E2BIG;
}

// Reads a line, and those that belong to it because a quote is open or a
// command is missing; one that is dropped is empty. Returns false at the end of
// the input.
static bool read_whole_line(char line[LINE_SIZE])
{
    size_t length = 0;
    bool is_unfinished;
    long nbytes;
    do {
        prompt(length == 0 ? "$ " : "> ");
        nbytes = read_line(line + length, LINE_SIZE - length);
        if (nbytes < 0 && !is_line_dropped((int)-nbytes)) {
            exit(CANNOT_START);
        }
        if (nbytes < 0) {
            line[0] = '\0';
            return true;
        }
        length += (size_t)nbytes;
        command_line_error(line, &is_unfinished);
    } while (is_unfinished && nbytes > 0);
    return length > 0;
}

// --- a command ---

// Sets the variables that stand before a command: NAME=value.
static int assign(const struct command *command,
                  int (*set)(const char *name, size_t length,
                             const char *value))
{
    static struct fields value;
    for (size_t i = 0; i < command->nassignments; i++) {
        struct slice word = command->words[i];
        size_t length = name_length(word.text);
        struct slice rest = {word.text + length + 1, word.length - length - 1};
        fields_clear(&value);
        expand_value(&value, rest);
        if (value.is_full || set(word.text, length, value.argv[0]) < 0) {
            fprintf(stderr, "sh: the value is too long\n");
            return WRONG_LINE;
        }
    }
    return 0;
}

// Prints on the command's stderr why it cannot start; returns its status.
static int tell_failure(const char *name, int error, const struct files *files)
{
    bool is_missing =
        error == ENOENT || error == ENOTDIR || error == ENAMETOOLONG;
    bool is_path = strchr(name, '/') != NULL;
    redirect_enter(files);
    fprintf(stderr, "sh: %s: %s\n", name,
            error == ENOENT && !is_path ? "there is no such program"
                                        : strerror(error));
    redirect_leave();
    return is_missing ? NOT_FOUND : CANNOT_START;
}

static int start(const struct fields *arguments, const struct files *files,
                 bool is_background)
{
    struct spawn_options options = {.group = jobs_group()};
    memcpy(options.descriptors, files->descriptors, sizeof(files->descriptors));
    const char *name = arguments->argv[0];
    int pid = launch(arguments, &options);
    if (pid < 0) {
        return tell_failure(name, -pid, files);
    }
    if (!is_background) {
        return jobs_run(pid);
    }
    parameters.background = pid;
    jobs_add(pid, name);
    return 0;
}

// Runs a command with the words and the files it gets; returns its status. Only
// the command sees the variables that stand before it; without a command they
// are the shell's.
static int run_with(const struct command *command,
                    const struct fields *arguments, const struct files *files)
{
    const struct built_in *built_in =
        arguments->count > 0 ? built_in_find(arguments->argv[0]) : NULL;
    bool is_program = arguments->count > 0 && built_in == NULL;
    if (!is_program && command->end == END_BACKGROUND) {
        fprintf(stderr, "sh: only a program can run in the background\n");
        return WRONG_LINE;
    }
    if (arguments->count == 0) {
        return assign(command, variable_set);
    }
    int status = assign(command, variable_set_temporary);
    if (status == 0 && built_in != NULL) {
        redirect_enter(files);
        status = built_in->run(arguments);
        int error = redirect_leave();
        if (error != 0) {
            fprintf(stderr, "sh: %s: %s\n", built_in->name, strerror(error));
            status = 1;
        }
    } else if (status == 0) {
        status = start(arguments, files, command->end == END_BACKGROUND);
    }
    variables_drop_temporary();
    return status;
}

// The words become arguments. export takes NAME=value as an assignment does,
// as one field.
static void expand_words(const struct command *command,
                         struct fields *arguments)
{
    fields_clear(arguments);
    for (size_t i = command->nassignments; i < command->nwords; i++) {
        struct slice word = command->words[i];
        size_t length = name_length(word.text);
        bool is_export =
            arguments->count > 0 && strcmp(arguments->argv[0], "export") == 0;
        if (is_export && length > 0 && word.text[length] == '=') {
            expand_value(arguments, word);
        } else {
            expand_word(arguments, word);
        }
    }
}

static int run(const struct command *command)
{
    static struct fields arguments;
    struct files files;
    expand_words(command, &arguments);
    if (arguments.is_full) {
        fprintf(stderr, "sh: %s\n", strerror(E2BIG));
        return CANNOT_START;
    }
    if (!redirect_open(&files, command)) {
        return WRONG_LINE;
    }
    int status = run_with(command, &arguments, &files);
    redirect_close(&files);
    return status;
}

static void run_line(const char *line)
{
    static struct command command;
    bool is_unfinished, is_skipped = false;
    const char *error = command_line_error(line, &is_unfinished);
    if (error != NULL) {
        fprintf(stderr, "sh: %s\n", error);
        parameters.status = WRONG_LINE;
        if (!jobs_is_interactive()) {
            exit(WRONG_LINE);
        }
        return;
    }
    do {
        command_read(&command, &line);
        if (!command_is_empty(&command) && !is_skipped) {
            parameters.status = run(&command);
        }
        is_skipped = (command.end == END_AND && parameters.status != 0) ||
                     (command.end == END_OR && parameters.status == 0);
    } while (command.end != END_LINE);
}

// --- the start ---

// Sets $0, $1 and so on; returns whether a person types the commands.
static bool open_input(int argc, const char *const argv[])
{
    bool has_text = argc > 2 && strcmp(argv[1], "-c") == 0;
    int first = has_text ? 3 : 1; // of argv: the one that is $0
    first = first < argc ? first : 0;
    parameters.argument = &argv[first];
    parameters.count = first > 0 ? (size_t)(argc - first - 1) : 0;
    if (has_text) {
        input.text = argv[2];
        return false;
    }
    if (argc > 1) {
        input.descriptor = open(argv[1], O_RDONLY | O_CLOEXEC, 0);
        if (input.descriptor < 0) {
            die(argv[1], -input.descriptor, NOT_FOUND);
        }
        return false;
    }
    struct termios settings;
    return ioctl(0, TCGETS, &settings) == 0;
}

int main(int argc, char *argv[])
{
    static char line[LINE_SIZE];
    jobs_init(open_input(argc, (const char *const *)argv));
    parameters.self = getpid();
    if (variables_init() < 0) {
        die("the environment", ENOMEM, CANNOT_START);
    }
    while (read_whole_line(line)) {
        run_line(line);
        jobs_report();
    }
    prompt("exit\n");
    return parameters.status;
}
