// SPDX-License-Identifier: MIT
// user/gallery/spawns_storm.c - starts itself, as does each that it started.
// Stopped by: there is an end to what can be started, and each can be ended.

#include "user/lib/system.h"

int main(void)
{
    const char *const arguments[] = {"spawns_storm", NULL};
    while (spawn(arguments[0], arguments) > 0) {
    }
    for (;;) {
    }
}
