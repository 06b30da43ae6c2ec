// SPDX-License-Identifier: MIT
// user/programs/uptime.c - shows how long the machine has been running.

#include "user/lib/stdio.h"
#include "user/lib/system.h"

int main(void)
{
    struct sysinfo info;
    if (sysinfo(&info) != 0) {
        return 1;
    }
    int seconds = (int)info.uptime;
    printf("up %d:%02d:%02d, %d processes\n", seconds / 3600, seconds / 60 % 60,
           seconds % 60, info.procs);
    return 0;
}
