// SPDX-License-Identifier: MIT
// user/programs/free.c - shows how much memory is in use.

#include "user/lib/stdio.h"
#include "user/lib/system.h"

int main(void)
{
    struct sysinfo info;
    if (sysinfo(&info) != 0) {
        return 1;
    }
    puts("         total       used       free   (KiB)");
    printf("memory %7lu %10lu %10lu\n", info.totalram / 1024,
           (info.totalram - info.freeram) / 1024, info.freeram / 1024);
    return 0;
}
