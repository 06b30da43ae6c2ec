// SPDX-License-Identifier: MIT
// syscall/numbers.h - what a program can ask the kernel for.
//
// The one header that the kernel and programs share. A call is made by SYSCALL
// or by int 0x80, with its number in rax and up to six arguments in rdi, rsi,
// rdx, r10, r8 and r9. The result is in rax: an error is a negative errno, as
// in base/errno.h. SYSCALL itself changes rcx and r11; all others stay.

#pragma once

#define SYS_exit   0 // (int code): does not return
#define SYS_write  1 // (const void *text, size_t nbytes): to the console
#define SYS_yield  2 // (): the others have a turn
#define SYS_sleep  3 // (uint64_t milliseconds)
#define SYS_getpid 4 // ()
#define SYS_spawn  5 // (const char *program, const char *const argv[]): a pid
#define SYS_wait   6 // (int pid, int *status): the pid; WAIT_ANY: any child
#define SYS_kill   7 // (int pid): of a child
#define SYS_sbrk   8 // (intptr_t nbytes): where the heap ended before
#define SYS_COUNT  9 // calls

#define SYSCALL_VECTOR 0x80 // of int

#define WAIT_ANY (-1)

// What wait() notes of a process that has ended: the low byte of its exit code,
// or this and why the kernel stopped it: the vector of the exception, or one of
// those below.
#define STATUS_STOPPED   0x100
#define STATUS_REASON    0xFF
#define STOPPED_BY_KILL  0x80 // somebody asked for it
#define STOPPED_BY_ENTRY 0x81 // it would have gone on outside its own half

// Longer arguments are refused with -E2BIG.
#define ARGUMENTS_MAX  32   // of them
#define ARGUMENTS_SIZE 2048 // bytes, all together, each with its zero byte
