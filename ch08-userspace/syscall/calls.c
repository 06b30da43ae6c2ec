// SPDX-License-Identifier: MIT
// syscall/calls.c - what each system call does.
//
// Each function checks what the program passes: it compares numbers, and reads
// and writes addresses with process/user_copy.h alone.

#include "abi/numbers.h"
#include "abi/status.h"
#include "base/errno.h"
#include "base/kprintf.h"
#include "process/process.h"
#include "process/user_copy.h"
#include "syscall/syscall_entry.h"
#include "thread/mutex.h"
#include "thread/scheduler.h"

static int64_t sys_exit(const struct syscall_arguments *in)
{
    process_exit((int)(in->rdi & STATUS_REASON));
}

// Prints nbytes in pieces of at most a line, since kprintf() keeps interrupts
// off. Returns 0, -EFAULT, or -EINTR.
static int64_t print_pieces(uaddr_t text, size_t nbytes)
{
    char piece[64];
    for (size_t done = 0; done < nbytes;) {
        size_t step = min(sizeof(piece), nbytes - done);
        int result = copy_from_user(piece, (uaddr_t){text.raw + done}, step);
        if (result != 0) {
            return result;
        }
        for (size_t i = 0; i < step; i++) {
            piece[i] = piece[i] == '\0' ? ' ' : piece[i]; // or %s would end
            step = piece[i] == '\n' ? i + 1 : step;
        }
        kprintf("%.*s", (int)step, piece);
        done += step;
        if (thread_current()->is_killed) {
            return -EINTR;
        }
    }
    return 0;
}

// sys_write() holds the mutex for so many bytes at most. The text of another
// program cannot come between the pieces of a text that is no longer.
#define WRITE_TURN 4096

static int64_t sys_write(const struct syscall_arguments *in)
{
    static struct mutex console_mutex = MUTEX_INIT(console_mutex, "console");
    uint64_t nbytes = in->rsi;
    int64_t result = 0;
    if (!is_user_range((uaddr_t){in->rdi}, nbytes)) {
        return -EFAULT; // without waiting for the console
    }
    for (uint64_t done = 0; done < nbytes && result == 0; done += WRITE_TURN) {
        uaddr_t text = {in->rdi + done};
        mutex_lock(&console_mutex);
        result = print_pieces(text, min(nbytes - done, WRITE_TURN));
        mutex_unlock(&console_mutex);
    }
    return result != 0 ? result : (int64_t)nbytes;
}

static int64_t sys_yield(const struct syscall_arguments *in)
{
    (void)in;
    scheduler_yield();
    return 0;
}

static int64_t sys_sleep(const struct syscall_arguments *in)
{
    thread_sleep(in->rdi);
    return 0;
}

static int64_t sys_getpid(const struct syscall_arguments *in)
{
    (void)in;
    return process_current()->pid;
}

// Copies the strings of argv, an array of addresses that ends in 0.
static int64_t get_arguments(struct arguments *arguments, uaddr_t argv)
{
    char *text = arguments->text;
    arguments->count = arguments->nbytes = 0;
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

static int64_t sys_spawn(const struct syscall_arguments *in)
{
    uaddr_t program = {in->rdi}, argv = {in->rsi};
    char name[PROCESS_NAME_SIZE];
    struct arguments arguments;
    int64_t length = copy_string_from_user(name, program, sizeof(name));
    if (length < 0) {
        return length == -ENAMETOOLONG ? -ENOENT : length;
    }
    int64_t result = get_arguments(&arguments, argv);
    return result < 0 ? result : process_start(name, &arguments);
}

// The address of the status is 0 if the program does not need it.
static int64_t sys_wait(const struct syscall_arguments *in)
{
    uaddr_t status = {in->rsi};
    int ended_with = 0;
    size_t nbytes = status.raw != 0 ? sizeof(ended_with) : 0;
    // A bad address must be refused before the child is reaped.
    int64_t result = copy_to_user(status, &ended_with, nbytes);
    if (result != 0) {
        return result;
    }
    result = process_wait((int64_t)in->rdi, &ended_with, WAIT_FOREVER);
    bool is_copied = copy_to_user(status, &ended_with, nbytes) == 0;
    return result >= 0 && !is_copied ? -EFAULT : result;
}

static int64_t sys_kill(const struct syscall_arguments *in)
{
    return process_kill((int64_t)in->rdi);
}

static int64_t sys_sbrk(const struct syscall_arguments *in)
{
    return process_sbrk((int64_t)in->rdi);
}

syscall_function *const syscall_table[] = {
    [SYS_exit] = sys_exit,   [SYS_write] = sys_write,   [SYS_yield] = sys_yield,
    [SYS_sleep] = sys_sleep, [SYS_getpid] = sys_getpid, [SYS_spawn] = sys_spawn,
    [SYS_wait] = sys_wait,   [SYS_kill] = sys_kill,     [SYS_sbrk] = sys_sbrk,
};

_Static_assert(ARRAY_LENGTH(syscall_table) == SYS_COUNT, "each has a function");
