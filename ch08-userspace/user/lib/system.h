// SPDX-License-Identifier: MIT
// user/lib/system.h - what a program can ask the kernel for, as C functions.
//
// Each is one instruction, SYSCALL, around which the arguments are in the
// registers that syscall/numbers.h names. What can fail returns a negative
// errno (base/errno.h); there is no variable `errno`.

#pragma once

#include "base/errno.h"
#include "base/types.h"
#include "syscall/numbers.h"

// The call itself. The kernel keeps all registers but rax, and rcx and r11, in
// which the CPU notes where to go on and the flags. "memory": it may read and
// write what the arguments point to.
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

// The same by the older way in, which changes no register but rax.
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

// Ends the program. Whoever waits for it learns the code's low byte.
_Noreturn void exit(int code);

// Puts text on the console; returns how many bytes of it.
static inline long console_write(const void *text, size_t nbytes)
{
    return system_call6(SYS_write, (long)text, (long)nbytes, 0, 0, 0, 0);
}

// Lets the other programs have their turn.
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
// says how it ended (syscall/numbers.h), unless status is null.
static inline int wait(int pid, int *status)
{
    return (int)system_call6(SYS_wait, pid, (long)status, 0, 0, 0, 0);
}

// Ends a child.
static inline int kill(int pid)
{
    return (int)system_call6(SYS_kill, pid, 0, 0, 0, 0, 0);
}

// Makes the heap longer or, below zero, shorter; returns where it ended before.
// New memory is zero. A failure is a negative errno in the pointer: see
// is_error().
static inline void *sbrk(intptr_t nbytes)
{
    return (void *)system_call6(SYS_sbrk, nbytes, 0, 0, 0, 0, 0);
}

// No address of a program is negative: those are the kernel's.
static inline bool is_error(const void *result)
{
    return (intptr_t)result < 0;
}
