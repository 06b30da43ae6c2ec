// SPDX-License-Identifier: MIT
// user/programs/counter.c - counts, and never yields.
//
//     counter NAME STEP COUNT [CODE]
//
// Two of these have `total` at the same address, and each finds its own sum
// there. Neither sleeps or yields: the timer preempts them.

#include "user/lib/stdio.h"
#include "user/lib/system.h"

#define WORK 20000000 // rounds: some tenths of a second

static volatile int total;

static int number(const char *digits)
{
    int value = 0;
    for (; *digits >= '0' && *digits <= '9'; digits++) {
        value = 10 * value + (*digits - '0');
    }
    return value;
}

static void work(void)
{
    for (volatile int i = 0; i < WORK; i++) {
    }
}

int main(int argc, char *argv[])
{
    if (argc < 4) {
        puts("counter: NAME STEP COUNT [CODE]");
        return 1;
    }
    const char *name = argv[1];
    printf("%s: pid %d counts at %p\n", name, getpid(), (void *)&total);
    for (int i = 0; i < number(argv[3]); i++) {
        work();
        total += number(argv[2]);
        printf("%s: %d\n", name, total);
    }
    return argc > 4 ? number(argv[4]) : 0;
}
