// SPDX-License-Identifier: MIT
// user/programs/ps.c - lists the processes.

#include <stdio.h>
#include <unistd.h>

#define COUNT 64

int main(void)
{
    static struct process_info infos[COUNT];
    int count = processes(infos, COUNT);
    puts("  PID PARENT  GROUP  NAME");
    for (int i = 0; i < count; i++) {
        printf("%5d %6d %6d  %s%s\n", infos[i].pid, infos[i].parent,
               infos[i].group, infos[i].name,
               infos[i].is_zombie ? " (zombie)" : "");
    }
    return count < 0;
}
