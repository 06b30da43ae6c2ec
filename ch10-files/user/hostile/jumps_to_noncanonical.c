// SPDX-License-Identifier: MIT
// user/hostile/jumps_to_noncanonical.c - jumps to a non-canonical address.
// Killed by #GP: bits 48 to 63 of an address must equal bit 47.

#include "user/lib/stdio.h"

int main(void)
{
    void (*nowhere)(void) = (void (*)(void))0x800000000000;
    nowhere();
    puts("still alive");
    return 0;
}
