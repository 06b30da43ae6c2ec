// SPDX-License-Identifier: MIT
// user/programs/sleep.c - waits.
//
//     sleep SECONDS

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define SECONDS_MAX 1000000000

int main(int argc, char *argv[])
{
    char *end = NULL;
    long seconds = argc == 2 ? strtol(argv[1], &end, 10) : -1;
    if (seconds < 0 || seconds > SECONDS_MAX || end == argv[1] ||
        *end != '\0') {
        puts("usage: sleep SECONDS");
        return 1;
    }
    return sleep_ms(1000 * (uint64_t)seconds) != 0;
}
