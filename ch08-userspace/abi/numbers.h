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
#define SYS_COUNT  9 // calls

#define SYSCALL_VECTOR 0x80 // of int

// spawn() refuses longer arguments with -E2BIG.
#define ARGUMENTS_MAX  32   // strings
#define ARGUMENTS_SIZE 2048 // bytes of all strings, with their zero bytes
