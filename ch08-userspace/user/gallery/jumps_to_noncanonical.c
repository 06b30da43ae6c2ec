// SPDX-License-Identifier: MIT
// user/gallery/jumps_to_noncanonical.c - jumps to what is no address.
// Stopped by: bits 48 to 63 must equal bit 47 (general protection).

#include "user/lib/stdio.h"

int main(void)
{
    void (*nowhere)(void) = (void (*)(void))0x800000000000;
    nowhere();
    puts("still alive");
    return 0;
}
