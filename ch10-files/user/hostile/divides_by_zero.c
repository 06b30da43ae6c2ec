// SPDX-License-Identifier: MIT
// user/hostile/divides_by_zero.c - divides by zero.
// Killed by #DE: an exception ends the program it came from.

#include "user/lib/stdio.h"

int main(void)
{
    volatile int zero = 0;
    printf("10 / 0 is %d\n", 10 / zero);
    puts("still alive");
    return 0;
}
