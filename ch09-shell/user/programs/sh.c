// SPDX-License-Identifier: MIT
// user/programs/sh.c - the shell: reads a line, and starts the programs in it.
//
// Each command is a job: a group of its own. The job in the foreground gets
// what is typed, and ctrl-C ends it. The shell ignores ctrl-C.

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "user/lib/command_line.h"

#define LINE_SIZE 1024
#define JOBS_MAX  16

#define NOT_FOUND 127 // the status, as in other shells
#define SIGNALED  128 // plus the signal

struct job {
    int pid; // 0: the place is free
    char name[24];
};

static struct job jobs[JOBS_MAX];
static struct termios settings; // as the shell found them
static int status;              // of the last command: $?
static bool is_over;

// --- the terminal ---

// Restores the terminal's settings and makes the shell's group the foreground.
static void take_terminal(void)
{
    int self = getpid();
    ioctl(0, TCSETS, &settings);
    ioctl(0, TIOCSPGRP, &self);
}

// Reads a line, without its newline; one that ctrl-C has dropped is empty.
// Returns false at the end of the input. POSIX's getline() would not do: its
// result is -1 after a ctrl-C and at the end of the input alike, and it needs
// malloc().
static bool read_line(char line[LINE_SIZE])
{
    size_t length = 0;
    while (length < LINE_SIZE - 1) {
        long nbytes = read(0, line + length, LINE_SIZE - 1 - length);
        if (nbytes == -EINTR) {
            length = 0;
            break;
        }
        if (nbytes <= 0) {
            line[length] = '\0';
            return length > 0;
        }
        length += (size_t)nbytes;
        if (line[length - 1] == '\n') {
            length--;
            break;
        }
    }
    line[length] = '\0';
    return true;
}

// --- jobs ---

static int exit_code(int wait_status)
{
    int signal = wait_status & 0x7F;
    return signal != 0 ? SIGNALED + signal : wait_status >> 8;
}

static int wait_for(int pid)
{
    int wait_status = 0;
    waitpid(pid, &wait_status, 0);
    return exit_code(wait_status);
}

// Waits for a job in the foreground; returns its exit code.
static int run_job(int pid)
{
    ioctl(0, TIOCSPGRP, &pid);
    int code = wait_for(pid);
    take_terminal();
    return code;
}

static void add_job(int pid, const char *name)
{
    for (int i = 0; i < JOBS_MAX; i++) {
        if (jobs[i].pid == 0) {
            jobs[i].pid = pid;
            snprintf(jobs[i].name, sizeof(jobs[i].name), "%s", name);
            printf("[%d] %d\n", i + 1, pid);
            return;
        }
    }
    puts("sh: too many jobs: this one is waited for");
    status = run_job(pid);
}

// Prints which jobs have ended since the last prompt.
static void report_jobs(void)
{
    for (int i = 0; i < JOBS_MAX; i++) {
        int wait_status;
        if (jobs[i].pid != 0 &&
            waitpid(jobs[i].pid, &wait_status, WNOHANG) == jobs[i].pid) {
            printf("[%d] done: %s, status %d\n", i + 1, jobs[i].name,
                   exit_code(wait_status));
            jobs[i].pid = 0;
        }
    }
}

static const char *const *argv_of(struct command *command)
{
    return (const char *const *)command->words;
}

static void start(struct command *command)
{
    static const struct spawn_options options = {SPAWN_NEW_GROUP, {0, 1, 2}};
    int pid = spawn2(command->words[0], argv_of(command), &options);
    if (pid == -ENOENT) {
        printf("sh: %s: there is no such program\n", command->words[0]);
        status = NOT_FOUND;
    } else if (pid < 0) {
        printf("sh: %s: cannot be started: error %d\n", command->words[0],
               -pid);
        status = NOT_FOUND - 1;
    } else if (command->end == END_BACKGROUND) {
        add_job(pid, command->words[0]);
        status = 0;
    } else {
        status = run_job(pid);
    }
}

// --- built-in commands ---

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

static int do_exit(struct command *command)
{
    int code = status;
    if (command->nwords > 2 ||
        (command->nwords == 2 && !read_number(command->words[1], &code))) {
        puts("usage: exit [CODE]");
        return 2;
    }
    is_over = true;
    return code;
}

static int do_jobs(struct command *command)
{
    (void)command;
    for (int i = 0; i < JOBS_MAX; i++) {
        if (jobs[i].pid != 0) {
            printf("[%d] %d %s\n", i + 1, jobs[i].pid, jobs[i].name);
        }
    }
    return 0;
}

static int do_wait(struct command *command)
{
    if (command->nwords > 1) {
        puts("usage: wait");
        return 2;
    }
    int result = 0;
    for (int i = 0; i < JOBS_MAX; i++) {
        if (jobs[i].pid != 0) {
            result = run_job(jobs[i].pid);
            jobs[i].pid = 0;
        }
    }
    return result;
}

static int do_kill(struct command *command)
{
    int pid;
    if (command->nwords != 2 || !read_number(command->words[1], &pid)) {
        puts("usage: kill PID, or kill -GROUP");
        return 2;
    }
    int result = kill_any(pid, SIGTERM);
    if (result != 0) {
        printf("kill: %s: there is no such process\n", command->words[1]);
    }
    return result != 0;
}

static int do_help(struct command *command);

static const struct {
    const char *name;
    int (*run)(struct command *command);
    const char *help;
} built_in[] = {
    {"exit", do_exit, "exit [CODE]  ends the shell"},
    {"help", do_help, "help         shows this"},
    {"jobs", do_jobs, "jobs         lists the jobs in the background"},
    {"kill", do_kill, "kill PID     ends a process; -GROUP: a group"},
    {"wait", do_wait, "wait         waits for the jobs in the background"},
};

static int do_help(struct command *command)
{
    (void)command;
    puts("Type the name of a program and its arguments. ctrl-C ends it, ctrl-D "
         "ends its\ninput. A line may have several: ; & && and || divide them. "
         "The shell knows:");
    for (size_t i = 0; i < ARRAY_LENGTH(built_in); i++) {
        printf("  %s\n", built_in[i].help);
    }
    return 0;
}

// --- a line ---

static void run(struct command *command)
{
    for (size_t i = 0; i < ARRAY_LENGTH(built_in); i++) {
        if (strcmp(command->words[0], built_in[i].name) != 0) {
            continue;
        }
        if (command->end == END_BACKGROUND) {
            puts("sh: only a program can run in the background");
            status = 2;
        } else {
            status = built_in[i].run(command);
        }
        return;
    }
    start(command);
}

static void run_line(const char *line)
{
    static struct command command;
    const char *error = command_line_error(line);
    if (error != NULL) {
        printf("sh: %s\n", error);
        status = 2;
        return;
    }
    bool is_skipped = false;
    do {
        command_read(&command, &line, status);
        if (command.nwords > 0 && !is_skipped) {
            run(&command);
        }
        is_skipped = (command.end == END_AND && status != 0) ||
                     (command.end == END_OR && status == 0);
    } while (command.end != END_LINE && !is_over);
}

int main(void)
{
    static char line[LINE_SIZE];
    setpgid(0, 0);
    sigignore(SIGINT, true);
    ioctl(0, TCGETS, &settings);
    while (!is_over) {
        take_terminal(); // also from a job in the background that has it
        report_jobs();
        write(1, "$ ", 2); // at once, whatever printf() buffers
        if (!read_line(line)) {
            puts("exit");
            break;
        }
        run_line(line);
    }
    return status;
}
