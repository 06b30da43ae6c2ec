// SPDX-License-Identifier: MIT
// user/hostile/spawns_storm.c - starts itself again and again: a fork bomb.
// Never ends: the number of processes has a limit, and each can be killed.

#include "user/lib/system.h"

int main(void)
{
    const char *const arguments[] = {"spawns_storm", NULL};
    while (spawn(arguments[0], arguments) > 0) {
    }
    for (;;) {
    }
}
