// SPDX-License-Identifier: MIT
// user/hostile/sets_every_flag.c - makes calls with flags that harm a kernel.
// Returns 0: SYSCALL and the gate clear the flags (SFMASK); IOPL stays 0.

#include "user/lib/stdio.h"
#include "user/lib/system.h"

// Intel SDM Vol. 1, "EFLAGS Register".
#define FLAG_DF   (1L << 10) // strings are copied downward
#define FLAG_IOPL (3L << 12) // which rings may use ports, and cli
#define FLAG_NT   (1L << 14) // iret fails
#define FLAG_AC   (1L << 18) // SMAP is off

// Makes the call with these flags, stores those after it, returns its result.
static long call(bool by_int, long number, const void *pointer, long nbytes,
                 long flags, long *after)
{
    long way = by_int;
    __asm__ volatile("lea -128(%%rsp), %%rsp\n" // past the red zone
                     "pushfq; orq %[flags], (%%rsp); popfq\n"
                     "test %[way], %[way]; jnz 1f; syscall; jmp 2f\n"
                     "1: int %[vector]\n"
                     "2: pushfq; pushfq; pop %[after]\n"
                     "andq $~0x44400, (%%rsp); popfq\n" // C needs them clear
                     "lea 128(%%rsp), %%rsp"
                     : "+a"(number), [after] "=&b"(*after)
                     : "D"(pointer), "S"(nbytes), [flags] "d"(flags),
                       [way] "r"(way), [vector] "i"(SYSCALL_VECTOR)
                     : "rcx", "r11", "memory", "cc");
    return number;
}

int main(void)
{
    const long flags[] = {FLAG_DF, FLAG_IOPL, FLAG_NT, FLAG_AC,
                          FLAG_DF | FLAG_IOPL | FLAG_NT | FLAG_AC};
    const char text[] = "sets_every_flag: a line of text\n";
    const void *kernel = (const void *)0xFFFF800000100000;
    int wrong = 0;
    for (size_t i = 0; i < 2 * ARRAY_LENGTH(flags); i++) {
        bool by_int = i % 2 == 1;
        long set = flags[i / 2], after;
        long length = sizeof(text) - 1;
        wrong += call(by_int, SYS_write, text, length, set, &after) != length;
        wrong += (after & (set | FLAG_IOPL)) != (set & ~FLAG_IOPL);
        wrong += call(by_int, SYS_write, kernel, 8, set, &after) != -EFAULT;
    }
    printf("sets_every_flag: %d answers were wrong\n", wrong);
    return wrong == 0 ? 0 : 1;
}
