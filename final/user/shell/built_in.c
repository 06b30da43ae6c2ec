// SPDX-License-Identifier: MIT
// user/shell/built_in.c - the commands that the shell runs itself.

#include "user/shell/built_in.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "user/lib/command_line.h"
#include "user/shell/jobs.h"
#include "user/shell/parameters.h"

#define WRONG_USE 2 // an exit status

static int wrong_use(const char *usage)
{
    fprintf(stderr, "usage: %s\n", usage);
    return WRONG_USE;
}

// Reads a whole word as a number. If it is none, or too large for an int,
// returns false and leaves *number as it is.
static bool read_number(const char *word, int *number)
{
    char *end;
    long value = strtol(word, &end, 10);
    if (end == word || *end != '\0' || value != (int)value) {
        return false;
    }
    *number = (int)value;
    return true;
}

static int set_exported(const char *name, const char *value)
{
    int result = variable_set(name, strlen(name), value);
    return result != 0 ? result : variable_export(name, strlen(name));
}

// Changes the working directory, PWD and OLDPWD; returns 0 or a negative errno.
static int change_directory(const char *path)
{
    char old[PATH_MAX], now[PATH_MAX];
    int result = getcwd(old, sizeof(old));
    if (result >= 0) {
        result = chdir(path);
    }
    if (result >= 0) {
        result = getcwd(now, sizeof(now));
    }
    if (result >= 0) {
        result = set_exported("OLDPWD", old);
    }
    return result < 0 ? result : set_exported("PWD", now);
}

static int do_cd(const struct fields *arguments)
{
    const char *path = arguments->argv[1];
    bool is_back = path != NULL && strcmp(path, "-") == 0;
    if (arguments->count > 2) {
        return wrong_use("cd [DIRECTORY]");
    }
    if (path == NULL || is_back) {
        const char *name = is_back ? "OLDPWD" : "HOME";
        path = variable_value(name);
        if (path == NULL) {
            fprintf(stderr, "cd: %s is not set\n", name);
            return WRONG_USE;
        }
    }
    int result = change_directory(path);
    if (result < 0) {
        fprintf(stderr, "cd: %s: %s\n", path, strerror(-result));
        return WRONG_USE;
    }
    if (is_back) {
        puts(variable_value("PWD"));
    }
    return 0;
}

static int do_exit(const struct fields *arguments)
{
    int code = parameters.status;
    if (arguments->count > 2 ||
        (arguments->count == 2 && !read_number(arguments->argv[1], &code))) {
        return wrong_use("exit [CODE]");
    }
    exit(code & 0xFF);
}

static int do_jobs(const struct fields *arguments)
{
    (void)arguments;
    jobs_list();
    return 0;
}

static int do_wait(const struct fields *arguments)
{
    if (arguments->count > 1) {
        return wrong_use("wait");
    }
    jobs_wait();
    return 0;
}

static int do_kill(const struct fields *arguments)
{
    int pid;
    if (arguments->count != 2 || !read_number(arguments->argv[1], &pid)) {
        return wrong_use("kill PID, or kill -GROUP");
    }
    int result = kill_any(pid, SIGTERM);
    if (result != 0) {
        fprintf(stderr, "kill: %s: there is no such process\n",
                arguments->argv[1]);
    }
    return result != 0;
}

static int do_pwd(const struct fields *arguments)
{
    char path[PATH_MAX];
    (void)arguments;
    int result = getcwd(path, sizeof(path));
    if (result < 0) {
        fprintf(stderr, "pwd: %s\n", strerror(-result));
        return 1;
    }
    puts(path);
    return 0;
}

// --- variables ---

// Calls a function for each word, which is a NAME or begins with NAME=.
static int do_names(const struct fields *arguments,
                    int (*action)(const char *name, size_t length))
{
    for (size_t i = 1; i < arguments->count; i++) {
        const char *word = arguments->argv[i];
        size_t length = name_length(word);
        if (length == 0 || (word[length] != '\0' && word[length] != '=')) {
            fprintf(stderr, "%s: %s: no name of a variable\n",
                    arguments->argv[0], word);
            return WRONG_USE;
        }
        int result = action(word, length);
        if (result != 0) {
            fprintf(stderr, "%s: %s\n", arguments->argv[0], strerror(-result));
            return WRONG_USE;
        }
    }
    return 0;
}

static int export(const char *word, size_t length)
{
    int result = 0;
    if (word[length] == '=') {
        result = variable_set(word, length, word + length + 1);
    }
    return result != 0 ? result : variable_export(word, length);
}

static int unset(const char *word, size_t length)
{
    variable_unset(word, length);
    return 0;
}

static int do_export(const struct fields *arguments)
{
    if (arguments->count == 1) {
        variables_list_exported();
    }
    return do_names(arguments, export);
}

static int do_unset(const struct fields *arguments)
{
    return do_names(arguments, unset);
}

static int do_help(const struct fields *arguments);

static const struct built_in built_ins[] = {
    {"cd", do_cd, "cd [DIR]     changes the working directory"},
    {"exit", do_exit, "exit [CODE]  ends the shell"},
    {"export", do_export, "export NAME  gives a variable to programs"},
    {"help", do_help, "help         shows this"},
    {"jobs", do_jobs, "jobs         lists the jobs in the background"},
    {"kill", do_kill, "kill PID     ends a process; -GROUP: a group"},
    {"pwd", do_pwd, "pwd          prints the working directory"},
    {"unset", do_unset, "unset NAME   removes a variable"},
    {"wait", do_wait, "wait         waits for the jobs in the background"},
};

static int do_help(const struct fields *arguments)
{
    (void)arguments;
    puts("Type the name of a program and its arguments. ctrl-C ends it, ctrl-D "
         "ends its\ninput. A line may have several: ; & && and || divide them. "
         "< > and >> name files\nfor input and output. The shell knows:");
    for (size_t i = 0; i < ARRAY_LENGTH(built_ins); i++) {
        printf("  %s\n", built_ins[i].help);
    }
    return 0;
}

const struct built_in *built_in_find(const char *name)
{
    for (size_t i = 0; i < ARRAY_LENGTH(built_ins); i++) {
        if (strcmp(name, built_ins[i].name) == 0) {
            return &built_ins[i];
        }
    }
    return NULL;
}
