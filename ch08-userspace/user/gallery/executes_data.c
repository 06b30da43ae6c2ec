// SPDX-License-Identifier: MIT
// user/gallery/executes_data.c - jumps into a variable.
// Stopped by: no page of a program is both written and executed (page fault).

#include "user/lib/stdio.h"

// ret. volatile, or the compiler would put it among the constants.
static volatile unsigned char code[] = {0xC3};

int main(void)
{
    ((void (*)(void))code)();
    puts("still alive");
    return 0;
}
