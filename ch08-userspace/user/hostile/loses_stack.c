// SPDX-License-Identifier: MIT
// user/hostile/loses_stack.c - sets rsp to an unmapped address.
// Returns 0: the kernel changes to a stack of its own.

#include "user/lib/stdio.h"
#include "user/lib/system.h"

// Makes a call by int and by SYSCALL with this rsp, and is interrupted with it.
// Returns whether both calls gave the right result.
static bool call_without(uintptr_t rsp)
{
    long rounds = 20000000; // longer than from one tick to the next
    long by_int = SYS_getpid, number = SYS_getpid;
    __asm__ volatile("xchg %[rsp], %%rsp\n"
                     "int %[vector]\n"
                     "xchg %[by_int], %[number]\n"
                     "syscall\n"
                     "1: dec %[rounds]; jnz 1b\n"
                     "xchg %[rsp], %%rsp"
                     : [rsp] "+r"(rsp), [number] "+a"(number),
                       [by_int] "+r"(by_int), [rounds] "+r"(rounds)
                     : [vector] "i"(SYSCALL_VECTOR)
                     : "rcx", "r11", "memory", "cc");
    return number == by_int && number == getpid();
}

int main(void)
{
    const uintptr_t places[] = {
        0,
        8,
        (uintptr_t)main,    // may not be written
        0x0000800000000000, // between the halves
        0xFFFF800000100000, // the kernel's
        UINTPTR_MAX,
    };
    int wrong = 0;
    for (size_t i = 0; i < ARRAY_LENGTH(places); i++) {
        wrong += !call_without(places[i]);
    }
    printf("loses_stack: %d answers were wrong\n", wrong);
    return wrong == 0 ? 0 : 1;
}
