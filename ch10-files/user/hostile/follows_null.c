// SPDX-License-Identifier: MIT
// user/hostile/follows_null.c - writes through a null pointer.
// Killed by #PF: nothing is mapped below 0x400000.

#include "user/lib/stdio.h"

int main(void)
{
    volatile int *volatile nowhere = NULL;
    *nowhere = 1;
    puts("still alive");
    return 0;
}
