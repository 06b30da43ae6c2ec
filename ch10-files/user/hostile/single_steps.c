// SPDX-License-Identifier: MIT
// user/hostile/single_steps.c - sets the trap flag, then makes a system call.
// Killed by #DB: vector 1 ends the program; SYSCALL clears TF in ring 0.

#include "user/lib/stdio.h"
#include "user/lib/system.h"

int main(void)
{
    // The first instruction that the CPU steps over is the system call.
    register long number __asm__("rax") = SYS_getpid;
    __asm__ volatile("pushfq; orl $0x100, (%%rsp); popfq; syscall"
                     : "+r"(number)
                     :
                     : "rcx", "r11", "memory", "cc");
    puts("still alive");
    return 0;
}
