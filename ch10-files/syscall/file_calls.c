// SPDX-License-Identifier: MIT
// syscall/file_calls.c - the calls that name a file by its path.

#include "base/errno.h"
#include "syscall/calls.h"

int64_t sys_open(const struct syscall_arguments *in)
{
    (void)in;
    return -ENOSYS;
}

int64_t sys_lseek(const struct syscall_arguments *in)
{
    (void)in;
    return -ENOSYS;
}

int64_t sys_pread(const struct syscall_arguments *in)
{
    (void)in;
    return -ENOSYS;
}

int64_t sys_pwrite(const struct syscall_arguments *in)
{
    (void)in;
    return -ENOSYS;
}

int64_t sys_fstat(const struct syscall_arguments *in)
{
    (void)in;
    return -ENOSYS;
}

int64_t sys_stat(const struct syscall_arguments *in)
{
    (void)in;
    return -ENOSYS;
}

int64_t sys_getdents(const struct syscall_arguments *in)
{
    (void)in;
    return -ENOSYS;
}

int64_t sys_mkdir(const struct syscall_arguments *in)
{
    (void)in;
    return -ENOSYS;
}

int64_t sys_rmdir(const struct syscall_arguments *in)
{
    (void)in;
    return -ENOSYS;
}

int64_t sys_unlink(const struct syscall_arguments *in)
{
    (void)in;
    return -ENOSYS;
}

int64_t sys_rename(const struct syscall_arguments *in)
{
    (void)in;
    return -ENOSYS;
}

int64_t sys_ftruncate(const struct syscall_arguments *in)
{
    (void)in;
    return -ENOSYS;
}

int64_t sys_chdir(const struct syscall_arguments *in)
{
    (void)in;
    return -ENOSYS;
}

int64_t sys_getcwd(const struct syscall_arguments *in)
{
    (void)in;
    return -ENOSYS;
}
