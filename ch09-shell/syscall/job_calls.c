// SPDX-License-Identifier: MIT
// syscall/job_calls.c - the calls with which a shell starts and ends jobs.

#include "abi/signal.h"
#include "abi/spawn.h"
#include "base/errno.h"
#include "process/group.h"
#include "process/process_table.h"
#include "process/user_copy.h"
#include "syscall/calls.h"
#include "syscall/spawn_arguments.h"

int64_t sys_setpgid(const struct syscall_arguments *in)
{
    return group_set((int)in->rdi, (int)in->rsi);
}

int64_t sys_kill_any(const struct syscall_arguments *in)
{
    return group_signal((int)in->rdi, (int)in->rsi);
}

int64_t sys_sigignore(const struct syscall_arguments *in)
{
    if (in->rdi != SIGINT) {
        return -EINVAL;
    }
    process_current()->ignores_interrupt = in->rsi != 0;
    return 0;
}

int64_t sys_spawn2(const struct syscall_arguments *in)
{
    char name[PROCESS_NAME_SIZE];
    struct arguments arguments;
    struct spawn_options options;
    if (copy_from_user(&options, (uaddr_t){in->rdx}, sizeof(options)) != 0) {
        return -EFAULT;
    }
    int64_t result = spawn_arguments_get(in, name, &arguments);
    return result < 0 ? result : process_spawn(name, &arguments, &options);
}

// What waitpid() reports on Linux: an exit code in the second byte, or the
// signal that ended the process in the first one.
static int posix_status(int status)
{
    static const uint8_t signals[] = {
        [0] = SIGFPE,   [1] = SIGTRAP, [3] = SIGTRAP,
        [6] = SIGILL,   [12] = SIGBUS, [13] = SIGSEGV,
        [14] = SIGSEGV, [16] = SIGFPE, [19] = SIGFPE};
    int reason = status & STATUS_REASON;
    if (!(status & STATUS_KILLED)) {
        return reason << 8;
    }
    if (reason > KILLED_BY_SIGNAL) {
        return reason - KILLED_BY_SIGNAL;
    }
    bool has_signal =
        (size_t)reason < ARRAY_LENGTH(signals) && signals[reason] != 0;
    return has_signal                   ? signals[reason]
           : reason == KILLED_BY_PARENT ? SIGKILL
                                        : SIGSEGV;
}

int64_t sys_waitpid(const struct syscall_arguments *in)
{
    uaddr_t to = {in->rsi};
    uint64_t options = in->rdx;
    int status;
    if ((options & ~(uint64_t)WNOHANG) != 0) {
        return -EINVAL;
    }
    // A bad address must be refused before the child is reaped. If no child
    // has ended, what is there stays as it is.
    if (to.raw != 0 && (copy_from_user(&status, to, sizeof(status)) != 0 ||
                        copy_to_user(to, &status, sizeof(status)) != 0)) {
        return -EFAULT;
    }
    int64_t pid = process_wait((int)in->rdi, &status,
                               options & WNOHANG ? 0 : WAIT_FOREVER);
    if (pid == -ETIMEDOUT) {
        return 0;
    }
    status = posix_status(status);
    if (pid > 0 && to.raw != 0 &&
        copy_to_user(to, &status, sizeof(status)) != 0) {
        return -EFAULT;
    }
    return pid;
}

_Static_assert(PROCESS_INFO_NAME == PROCESS_NAME_SIZE, "copied whole");

int64_t sys_processes(const struct syscall_arguments *in)
{
    struct process_info infos[PROCESSES_MAX];
    size_t count = min(in->rsi, ARRAY_LENGTH(infos));
    size_t found = process_table_list(infos, count);
    if (copy_to_user((uaddr_t){in->rdi}, infos, found * sizeof(infos[0])) !=
        0) {
        return -EFAULT;
    }
    return (int64_t)found;
}
