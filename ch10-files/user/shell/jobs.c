// SPDX-License-Identifier: MIT
// user/shell/jobs.c - the processes that the shell has started.

#include "user/shell/jobs.h"

#include <stdio.h>
#include <unistd.h>

#define JOBS_MAX 16
#define SIGNALED 128 // plus the signal: an exit status, as in other shells

struct job {
    int pid; // 0: the place is free
    char name[24];
};

static struct job jobs[JOBS_MAX];
static bool is_interactive;
static struct termios settings; // of the terminal, as the shell found them

// Restores the terminal's settings and makes the shell's group the foreground.
static void take_terminal(void)
{
    int self = getpid();
    ioctl(0, TCSETS, &settings);
    ioctl(0, TIOCSPGRP, &self);
}

void jobs_init(bool interactive)
{
    is_interactive = interactive;
    if (is_interactive) {
        setpgid(0, 0);
        sigignore(SIGINT, true);
        ioctl(0, TCGETS, &settings);
        take_terminal();
    }
}

bool jobs_is_interactive(void)
{
    return is_interactive;
}

int jobs_group(void)
{
    return is_interactive ? SPAWN_NEW_GROUP : SPAWN_SAME_GROUP;
}

static int exit_status(int wait_status)
{
    int signal = wait_status & 0x7F;
    return signal != 0 ? SIGNALED + signal : wait_status >> 8;
}

static int wait_for(int pid)
{
    int wait_status = 0;
    waitpid(pid, &wait_status, 0);
    return exit_status(wait_status);
}

int jobs_run(int pid)
{
    if (is_interactive) {
        ioctl(0, TIOCSPGRP, &pid);
    }
    int status = wait_for(pid);
    if (is_interactive) {
        take_terminal();
    }
    return status;
}

void jobs_add(int pid, const char *name)
{
    for (int i = 0; i < JOBS_MAX; i++) {
        if (jobs[i].pid == 0) {
            jobs[i].pid = pid;
            snprintf(jobs[i].name, sizeof(jobs[i].name), "%s", name);
            if (is_interactive) {
                fprintf(stderr, "[%d] %d\n", i + 1, pid);
            }
            return;
        }
    }
    fprintf(stderr, "sh: too many jobs: this one is waited for\n");
    jobs_run(pid);
}

void jobs_report(void)
{
    if (is_interactive) {
        take_terminal(); // also from a job in the background that has it
    }
    for (int i = 0; i < JOBS_MAX; i++) {
        int wait_status;
        if (jobs[i].pid == 0 ||
            waitpid(jobs[i].pid, &wait_status, WNOHANG) != jobs[i].pid) {
            continue;
        }
        jobs[i].pid = 0;
        if (is_interactive) {
            fprintf(stderr, "[%d] done: %s, status %d\n", i + 1, jobs[i].name,
                    exit_status(wait_status));
        }
    }
}

void jobs_list(void)
{
    for (int i = 0; i < JOBS_MAX; i++) {
        if (jobs[i].pid != 0) {
            printf("[%d] %d %s\n", i + 1, jobs[i].pid, jobs[i].name);
        }
    }
}

void jobs_wait(void)
{
    for (int i = 0; i < JOBS_MAX; i++) {
        if (jobs[i].pid != 0) {
            jobs_run(jobs[i].pid);
            jobs[i].pid = 0;
        }
    }
}
