// SPDX-License-Identifier: MIT
// user/hostile/overflows_stack.c - calls itself until the stack is used up.
// Killed by #PF: the page below the stack is not mapped.

#include "user/lib/stdio.h"

static int sum(int depth)
{
    volatile char frame[4000];
    frame[0] = 1;
    return depth == 0 ? 0 : frame[0] + sum(depth - 1);
}

int main(void)
{
    printf("%d frames\n", sum(1000000));
    puts("still alive");
    return 0;
}
