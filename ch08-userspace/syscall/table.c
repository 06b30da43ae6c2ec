// SPDX-License-Identifier: MIT
// syscall/table.c - what a program can ask the kernel for.
//
// Whatever comes from a program is checked here: numbers by comparing, and
// addresses by process/user_copy.h.

#include "base/errno.h"
#include "base/kprintf.h"
#include "process/process.h"
#include "process/user_copy.h"
#include "syscall/syscall_entry.h"
#include "syscall/numbers.h"
#include "thread/scheduler.h"

static int64_t sys_exit(int64_t code)
{
    process_end((int)(code & STATUS_REASON));
}

// A zero byte would end the text for kprintf(), and shows nothing anyway.
static void console_print(char *text, size_t nbytes)
{
    for (size_t i = 0; i < nbytes; i++) {
        text[i] = text[i] == '\0' ? ' ' : text[i];
    }
    kprintf("%.*s", (int)nbytes, text);
}

static int64_t sys_write(uaddr_t text, uint64_t nbytes)
{
    char piece[256];
    for (uint64_t done = 0; done < nbytes;) {
        size_t step = min(sizeof(piece), nbytes - done);
        int result = copy_from_user(piece, (uaddr_t){text.raw + done}, step);
        if (result != 0) {
            return result;
        }
        console_print(piece, step);
        done += step;
        if (thread_current()->is_stopped) {
            return -EINTR;
        }
    }
    return (int64_t)nbytes;
}

static int64_t sys_yield(void)
{
    thread_yield();
    return 0;
}

static bool is_stopped(void *thread)
{
    return ((struct thread *)thread)->is_stopped;
}

static int64_t sys_sleep(uint64_t milliseconds)
{
    static struct wait_queue sleepers = {
        "time, for a program",
        {{&sleepers.waiters.head, &sleepers.waiters.head}}};
    if (milliseconds == 0) {
        return sys_yield();
    }
    wait_until(&sleepers, is_stopped, thread_current(), milliseconds);
    return 0;
}

static int64_t sys_getpid(void)
{
    return process_current()->pid;
}

// Copies the strings that argv, an array that ends in NULL, points at.
static int64_t get_arguments(struct arguments *arguments, uaddr_t argv)
{
    char *text = arguments->text;
    for (;;) {
        uaddr_t string;
        int result = copy_from_user(&string, argv, sizeof(string));
        if (result != 0) {
            return result;
        }
        if (string.raw == 0) {
            return 0;
        }
        if (arguments->count == ARGUMENTS_MAX) {
            return -E2BIG;
        }
        size_t room = sizeof(arguments->text) - arguments->nbytes;
        int64_t length =
            copy_string_from_user(&text[arguments->nbytes], string, room);
        if (length < 0) {
            return length == -ENAMETOOLONG ? -E2BIG : length;
        }
        arguments->nbytes += (size_t)length + 1;
        arguments->count++;
        argv.raw += sizeof(string);
    }
}

static int64_t sys_spawn(uaddr_t program, uaddr_t argv)
{
    char name[PROCESS_NAME_SIZE];
    struct arguments arguments = {0};
    int64_t length = copy_string_from_user(name, program, sizeof(name));
    if (length < 0) {
        return length == -ENAMETOOLONG ? -ENOENT : length;
    }
    int64_t result = get_arguments(&arguments, argv);
    return result < 0 ? result : process_start(name, &arguments);
}

// The status is NULL if the program does not care.
static int64_t sys_wait(int64_t pid, uaddr_t status)
{
    int ended_with = 0;
    // Asked before, or the end of a child would be lost.
    if (status.raw != 0 &&
        copy_to_user(status, &ended_with, sizeof(ended_with)) != 0) {
        return -EFAULT;
    }
    int64_t result = process_wait(pid, &ended_with, WAIT_FOREVER);
    if (result >= 0 && status.raw != 0 &&
        copy_to_user(status, &ended_with, sizeof(ended_with)) != 0) {
        return -EFAULT;
    }
    return result;
}

static int64_t sys_kill(int64_t pid)
{
    return process_kill(pid);
}

static int64_t sys_sbrk(int64_t nbytes)
{
    return process_move_heap_end(nbytes);
}

// Each takes as many of the six arguments as it wants: the System V ABI lets
// the caller have set more.
#define CALL(function) ((void (*)(void))(function))

void (*const syscall_table[])(void) = {
    [SYS_exit] = CALL(sys_exit),     [SYS_write] = CALL(sys_write),
    [SYS_yield] = CALL(sys_yield),   [SYS_sleep] = CALL(sys_sleep),
    [SYS_getpid] = CALL(sys_getpid), [SYS_spawn] = CALL(sys_spawn),
    [SYS_wait] = CALL(sys_wait),     [SYS_kill] = CALL(sys_kill),
    [SYS_sbrk] = CALL(sys_sbrk),
};

_Static_assert(ARRAY_LENGTH(syscall_table) == SYS_COUNT, "each has a function");
