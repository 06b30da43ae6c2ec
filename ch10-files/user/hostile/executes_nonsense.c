// SPDX-License-Identifier: MIT
// user/hostile/executes_nonsense.c - executes an undefined instruction.
// Killed by #UD: an exception ends the program it came from.

#include "user/lib/stdio.h"

int main(void)
{
    __asm__ volatile("ud2");
    puts("still alive");
    return 0;
}
