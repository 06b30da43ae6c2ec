// SPDX-License-Identifier: MIT
// user/gallery/single_steps.c - sets the trap flag, then makes a system call.
// Stopped by: vector 1 ends the program, and SYSCALL clears the flag in ring 0.

#include "user/lib/stdio.h"
#include "user/lib/system.h"

int main(void)
{
    // The next instruction is the first to be stepped over, and is the call.
    register long number __asm__("rax") = SYS_getpid;
    __asm__ volatile("pushfq; orl $0x100, (%%rsp); popfq; syscall"
                     : "+r"(number)
                     :
                     : "rcx", "r11", "memory", "cc");
    puts("still alive");
    return 0;
}
