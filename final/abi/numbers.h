// SPDX-License-Identifier: MIT
// abi/numbers.h - the system calls: what a program can ask the kernel for.
//
// A program makes a call by SYSCALL or by int 0x80, with the call's number in
// rax and up to six arguments in rdi, rsi, rdx, r10, r8 and r9. The kernel puts
// the result into rax: an error is a negative errno (base/errno.h). SYSCALL
// itself changes rcx and r11; all other registers keep their values.

#pragma once

#define SYS_exit   0 // (int code): does not return
#define SYS_write  1 // (const void *text, size_t nbytes): to the console
#define SYS_yield  2 // (): lets other threads run
#define SYS_sleep  3 // (uint64_t milliseconds)
#define SYS_getpid 4 // ()
#define SYS_spawn  5 // (const char *program, const char *const argv[]): a pid
#define SYS_wait   6 // (int pid or WAIT_ANY, int *status): the child's pid
#define SYS_kill   7 // (int pid): of a child
#define SYS_sbrk   8 // (intptr_t nbytes): the old end of the heap

// From here on, meanings and structures are those of POSIX and Linux. fd is a
// descriptor: a small number for an object that the process holds.
#define SYS_read      9  // (int fd, void *to, size_t nbytes): bytes; 0: the end
#define SYS_write_to  10 // (int fd, const void *from, size_t nbytes): bytes
#define SYS_close     11 // (int fd)
#define SYS_dup3      12 // (int old, int new, int flags): new; O_CLOEXEC
#define SYS_ioctl     13 // (int fd, long request, void *): abi/termios.h
#define SYS_setpgid   14 // (int pid, int group): 0 is the caller, and a new one
#define SYS_kill_any  15 // (int pid, int signal): abi/signal.h
#define SYS_spawn2    16 // (program, argv, struct spawn_options *, envp): a pid
#define SYS_waitpid   17 // (int pid, or -1, int *status, int options): a pid
#define SYS_processes 18 // (struct process_info *, size_t count): how many
#define SYS_sigignore 19 // (int signal, bool): SIGINT does not end the process

// Files: abi/file.h. A path that does not begin with / begins at the working
// directory.
#define SYS_open      20 // (const char *path, int flags, int mode): fd
#define SYS_lseek     21 // (int fd, int64_t offset, int whence): the offset
#define SYS_pread     22 // (int fd, void *to, size_t nbytes, int64_t offset)
#define SYS_pwrite    23 // (int fd, const void *, size_t nbytes, int64_t)
#define SYS_fstat     24 // (int fd, struct stat *)
#define SYS_stat      25 // (const char *path, struct stat *)
#define SYS_getdents  26 // (int fd, void *to, size_t nbytes): bytes; 0: the end
#define SYS_mkdir     27 // (const char *path, int mode)
#define SYS_rmdir     28 // (const char *path)
#define SYS_unlink    29 // (const char *path)
#define SYS_rename    30 // (const char *from, const char *to)
#define SYS_ftruncate 31 // (int fd, int64_t length)
#define SYS_chdir     32 // (const char *path)
#define SYS_getcwd    33 // (char *to, size_t nbytes): its length, with the zero
#define SYS_chmod     34 // (const char *path, int mode)

// Calls about the machine. Their numbers follow those of the chapters' calls.
#define SYS_sysinfo 35 // (struct sysinfo *): abi/sysinfo.h
#define SYS_reboot  36 // (int magic, int magic2, int what): abi/reboot.h

#define SYS_COUNT 37 // calls

#define SYSCALL_VECTOR 0x80 // of int

// The calls that start a program refuse longer arguments, and a longer
// environment with them, with -E2BIG.
#define ARGUMENTS_MAX  128  // strings of both
#define ARGUMENTS_SIZE 4096 // bytes of all strings, with their zero bytes
