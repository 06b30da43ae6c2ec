// SPDX-License-Identifier: MIT
// syscall/calls.c - what each system call does.
//
// Each function checks what the program passes: it compares numbers, and reads
// and writes addresses with process/user_copy.h alone.

#include "abi/numbers.h"
#include "abi/status.h"
#include "base/errno.h"
#include "process/process.h"
#include "process/user_io.h"
#include "syscall/calls.h"
#include "syscall/spawn_arguments.h"
#include "terminal/console.h"
#include "thread/scheduler.h"

static int64_t sys_exit(const struct syscall_arguments *in)
{
    process_exit((int)(in->rdi & STATUS_REASON));
}

// Writes to the console without a descriptor, as in chapter 8.
static int64_t sys_write(const struct syscall_arguments *in)
{
    struct user_io io;
    if (!is_user_range((uaddr_t){in->rdi}, in->rsi)) {
        return -EFAULT; // without waiting for the console
    }
    user_io_init(&io, (uaddr_t){in->rdi}, in->rsi);
    return console_object()->operations->write(console_object(), &io.uio);
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

static int64_t sys_spawn(const struct syscall_arguments *in)
{
    char name[PATH_MAX];
    struct arguments arguments;
    int64_t result = spawn_arguments_get(in, name, &arguments);
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
    [SYS_exit] = sys_exit,           [SYS_write] = sys_write,
    [SYS_yield] = sys_yield,         [SYS_sleep] = sys_sleep,
    [SYS_getpid] = sys_getpid,       [SYS_spawn] = sys_spawn,
    [SYS_wait] = sys_wait,           [SYS_kill] = sys_kill,
    [SYS_sbrk] = sys_sbrk,           [SYS_read] = sys_read,
    [SYS_write_to] = sys_write_to,   [SYS_close] = sys_close,
    [SYS_dup3] = sys_dup3,           [SYS_ioctl] = sys_ioctl,
    [SYS_setpgid] = sys_setpgid,     [SYS_kill_any] = sys_kill_any,
    [SYS_spawn2] = sys_spawn2,       [SYS_waitpid] = sys_waitpid,
    [SYS_processes] = sys_processes, [SYS_sigignore] = sys_sigignore,
    [SYS_open] = sys_open,           [SYS_lseek] = sys_lseek,
    [SYS_pread] = sys_pread,         [SYS_pwrite] = sys_pwrite,
    [SYS_fstat] = sys_fstat,         [SYS_stat] = sys_stat,
    [SYS_getdents] = sys_getdents,   [SYS_mkdir] = sys_mkdir,
    [SYS_rmdir] = sys_rmdir,         [SYS_unlink] = sys_unlink,
    [SYS_rename] = sys_rename,       [SYS_ftruncate] = sys_ftruncate,
    [SYS_chdir] = sys_chdir,         [SYS_getcwd] = sys_getcwd,
    [SYS_chmod] = sys_chmod,         [SYS_sysinfo] = sys_sysinfo,
    [SYS_reboot] = sys_reboot,
};

_Static_assert(ARRAY_LENGTH(syscall_table) == SYS_COUNT, "each has a function");
