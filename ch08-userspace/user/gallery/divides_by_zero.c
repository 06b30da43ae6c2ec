// SPDX-License-Identifier: MIT
// user/gallery/divides_by_zero.c - divides by zero.
// Stopped by: the exception (vector 0) ends the program it came from.

#include "user/lib/stdio.h"

int main(void)
{
    volatile int zero = 0;
    printf("10 / 0 is %d\n", 10 / zero);
    puts("still alive");
    return 0;
}
