// SPDX-License-Identifier: MIT
// user/gallery/follows_null.c - writes through a null pointer.
// Stopped by: nothing is mapped below 0x400000 (page fault).

#include "user/lib/stdio.h"

int main(void)
{
    volatile int *volatile nowhere = NULL;
    *nowhere = 1;
    puts("still alive");
    return 0;
}
