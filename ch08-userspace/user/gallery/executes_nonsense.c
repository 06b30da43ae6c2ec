// SPDX-License-Identifier: MIT
// user/gallery/executes_nonsense.c - executes what is no instruction.
// Stopped by: the exception (vector 6) ends the program it came from.

#include "user/lib/stdio.h"

int main(void)
{
    __asm__ volatile("ud2");
    puts("still alive");
    return 0;
}
