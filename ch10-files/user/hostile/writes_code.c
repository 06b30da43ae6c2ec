// SPDX-License-Identifier: MIT
// user/hostile/writes_code.c - changes its own instructions.
// Killed by #PF: no page of a program is both writable and executable.

#include "user/lib/stdio.h"

int main(void)
{
    *(volatile unsigned char *)main = 0xC3; // ret
    puts("still alive");
    return 0;
}
