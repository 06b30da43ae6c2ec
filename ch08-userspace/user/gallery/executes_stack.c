// SPDX-License-Identifier: MIT
// user/gallery/executes_stack.c - jumps into a variable on the stack.
// Stopped by: no page of a program is both written and executed (page fault).

#include "user/lib/stdio.h"

int main(void)
{
    volatile unsigned char code[] = {0xC3}; // ret
    ((void (*)(void))code)();
    puts("still alive");
    return 0;
}
