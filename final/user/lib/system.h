// SPDX-License-Identifier: MIT
// user/lib/system.h - what a program can ask the kernel for, as C functions.
//
// Each function puts its arguments into the registers that abi/numbers.h names
// and executes SYSCALL. A call that fails returns a negative errno
// (base/errno.h); there is no variable `errno`.

#pragma once

#include "abi/file.h"
#include "abi/numbers.h"
#include "abi/reboot.h"
#include "abi/signal.h"
#include "abi/spawn.h"
#include "abi/status.h"
#include "abi/sysinfo.h"
#include "abi/termios.h"
#include "base/errno.h"
#include "base/types.h"

#ifdef FOLIO_HOST
// Tests run programs on the host, whose kernel has numbers of its own.
long system_call6(long number, long a, long b, long c, long d, long e, long f);
#else
// Makes the call. The kernel keeps all registers but rax; the CPU stores rip in
// rcx and the flags in r11. "memory": the kernel may read and write what the
// arguments point to.
static inline long system_call6(long number, long a, long b, long c, long d,
                                long e, long f)
{
    register long r10 __asm__("r10") = d;
    register long r8 __asm__("r8") = e;
    register long r9 __asm__("r9") = f;
    long result;
    __asm__ volatile("syscall"
                     : "=a"(result)
                     : "a"(number), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8),
                       "r"(r9)
                     : "rcx", "r11", "memory", "cc");
    return result;
}
#endif

// Makes the same call by int 0x80, which changes no register but rax.
static inline long system_call6_int(long number, long a, long b, long c, long d,
                                    long e, long f)
{
    register long r10 __asm__("r10") = d;
    register long r8 __asm__("r8") = e;
    register long r9 __asm__("r9") = f;
    long result;
    __asm__ volatile("int %[vector]"
                     : "=a"(result)
                     : "a"(number), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8),
                       "r"(r9), [vector] "i"(SYSCALL_VECTOR)
                     : "memory", "cc");
    return result;
}

// Ends the program. Its parent's wait() gives the low byte of the code.
_Noreturn void exit(int code);

// Puts text on the console; returns how many bytes of it.
static inline long console_write(const void *text, size_t nbytes)
{
    return system_call6(SYS_write, (long)text, (long)nbytes, 0, 0, 0, 0);
}

// Lets the other programs have a turn.
static inline void yield(void)
{
    system_call6(SYS_yield, 0, 0, 0, 0, 0, 0);
}

static inline int sleep_ms(uint64_t milliseconds)
{
    return (int)system_call6(SYS_sleep, (long)milliseconds, 0, 0, 0, 0, 0);
}

static inline int getpid(void)
{
    return (int)system_call6(SYS_getpid, 0, 0, 0, 0, 0, 0);
}

// Starts another program, as a child of this one; returns its pid. argv ends in
// a null pointer, and argv[0] is the program's name by custom.
static inline int spawn(const char *program, const char *const argv[])
{
    return (int)system_call6(SYS_spawn, (long)program, (long)argv, 0, 0, 0, 0);
}

// Waits for a child, or for any (WAIT_ANY), to end; returns its pid. *status
// says how it ended (abi/status.h), unless status is null.
static inline int wait(int pid, int *status)
{
    return (int)system_call6(SYS_wait, pid, (long)status, 0, 0, 0, 0);
}

// Kills a child, whatever it does.
static inline int kill(int pid)
{
    return (int)system_call6(SYS_kill, pid, 0, 0, 0, 0, 0);
}

// --- descriptors ---

// Waits for bytes and returns how many came; 0: the end of the input.
static inline long read(int fd, void *to, size_t nbytes)
{
    return system_call6(SYS_read, fd, (long)to, (long)nbytes, 0, 0, 0);
}

static inline long write(int fd, const void *from, size_t nbytes)
{
    return system_call6(SYS_write_to, fd, (long)from, (long)nbytes, 0, 0, 0);
}

static inline int close(int fd)
{
    return (int)system_call6(SYS_close, fd, 0, 0, 0, 0, 0);
}

// Makes `to` another number for what `from` stands for.
static inline int dup3(int from, int to, int flags)
{
    return (int)system_call6(SYS_dup3, from, to, flags, 0, 0, 0);
}

// abi/termios.h lists the requests.
static inline int ioctl(int fd, unsigned long request, void *argument)
{
    return (int)system_call6(SYS_ioctl, fd, (long)request, (long)argument, 0, 0,
                             0);
}

// --- files: abi/file.h has the flags and the structures ---

// Opens a file or a directory; with O_CREAT, creates a file that is not there.
// The descriptor is the lowest number that is free.
static inline int open(const char *path, int flags, int mode)
{
    return (int)system_call6(SYS_open, (long)path, flags, mode, 0, 0, 0);
}

// Moves the offset at which read() and write() go on; returns the new one.
static inline int64_t lseek(int fd, int64_t offset, int whence)
{
    return system_call6(SYS_lseek, fd, offset, whence, 0, 0, 0);
}

// As read() and write(), but at an offset that is given.
static inline long pread(int fd, void *to, size_t nbytes, int64_t offset)
{
    return system_call6(SYS_pread, fd, (long)to, (long)nbytes, offset, 0, 0);
}

static inline long pwrite(int fd, const void *from, size_t nbytes,
                          int64_t offset)
{
    return system_call6(SYS_pwrite, fd, (long)from, (long)nbytes, offset, 0, 0);
}

static inline int fstat(int fd, struct stat *to)
{
    return (int)system_call6(SYS_fstat, fd, (long)to, 0, 0, 0, 0);
}

static inline int stat(const char *path, struct stat *to)
{
    return (int)system_call6(SYS_stat, (long)path, (long)to, 0, 0, 0, 0);
}

// Copies as many entries of a directory as there is room for, each a struct
// dirent64; returns how many bytes they take. 0: all entries have been read.
static inline long getdents(int fd, void *to, size_t nbytes)
{
    return system_call6(SYS_getdents, fd, (long)to, (long)nbytes, 0, 0, 0);
}

static inline int mkdir(const char *path, int mode)
{
    return (int)system_call6(SYS_mkdir, (long)path, mode, 0, 0, 0, 0);
}

// Removes an empty directory.
static inline int rmdir(const char *path)
{
    return (int)system_call6(SYS_rmdir, (long)path, 0, 0, 0, 0, 0);
}

// Removes a file's name. A program that has it open can go on using it.
static inline int unlink(const char *path)
{
    return (int)system_call6(SYS_unlink, (long)path, 0, 0, 0, 0, 0);
}

// Gives a file or directory another name. A file that has this name is
// replaced, and so is an empty directory by a directory.
static inline int rename(const char *from, const char *to)
{
    return (int)system_call6(SYS_rename, (long)from, (long)to, 0, 0, 0, 0);
}

// Gives a file or directory other permission bits.
static inline int chmod(const char *path, int mode)
{
    return (int)system_call6(SYS_chmod, (long)path, mode, 0, 0, 0, 0);
}

// Makes an open file longer, by zeros, or shorter.
static inline int ftruncate(int fd, int64_t length)
{
    return (int)system_call6(SYS_ftruncate, fd, length, 0, 0, 0, 0);
}

static inline int chdir(const char *path)
{
    return (int)system_call6(SYS_chdir, (long)path, 0, 0, 0, 0, 0);
}

// Copies the path of the working directory; returns its length, with the zero.
static inline int getcwd(char *to, size_t nbytes)
{
    return (int)system_call6(SYS_getcwd, (long)to, (long)nbytes, 0, 0, 0, 0);
}

// --- jobs ---

static inline int setpgid(int pid, int group)
{
    return (int)system_call6(SYS_setpgid, pid, group, 0, 0, 0, 0);
}

// Sends a signal to any process, or (below 0) to a group.
static inline int kill_any(int pid, int signal)
{
    return (int)system_call6(SYS_kill_any, pid, signal, 0, 0, 0, 0);
}

// Starts a program with the group, the descriptors and the environment that are
// chosen. The environment ends in a null pointer, as argv does; null: it is
// empty.
static inline int spawn_with(const char *program, const char *const argv[],
                             const struct spawn_options *options,
                             const char *const envp[])
{
    return (int)system_call6(SYS_spawn2, (long)program, (long)argv,
                             (long)options, (long)envp, 0, 0);
}

// The same with an empty environment.
static inline int spawn2(const char *program, const char *const argv[],
                         const struct spawn_options *options)
{
    return spawn_with(program, argv, options, NULL);
}

// Like wait(), but the status has the format of POSIX.
static inline int waitpid(int pid, int *status, int options)
{
    return (int)system_call6(SYS_waitpid, pid, (long)status, options, 0, 0, 0);
}

static inline int processes(struct process_info *infos, size_t count)
{
    return (int)system_call6(SYS_processes, (long)infos, (long)count, 0, 0, 0,
                             0);
}

static inline int sigignore(int signal, bool is_ignored)
{
    return (int)system_call6(SYS_sigignore, signal, is_ignored, 0, 0, 0, 0);
}

// --- the machine ---

static inline int sysinfo(struct sysinfo *info)
{
    return (int)system_call6(SYS_sysinfo, (long)info, 0, 0, 0, 0, 0);
}

// Switches the machine off or resets it; returns only if that fails.
static inline int reboot(unsigned what)
{
    return (int)system_call6(SYS_reboot, REBOOT_MAGIC1, REBOOT_MAGIC2, what, 0,
                             0, 0);
}

// --- memory ---

// Makes the heap longer or, below zero, shorter; returns where it ended before.
// New memory is zero. A failure is a negative errno in the pointer: see
// is_error().
static inline void *sbrk(intptr_t nbytes)
{
    return (void *)system_call6(SYS_sbrk, nbytes, 0, 0, 0, 0, 0);
}

// Negative addresses are the kernel's half, so no program has one.
static inline bool is_error(const void *result)
{
    return (intptr_t)result < 0;
}
