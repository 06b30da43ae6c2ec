// SPDX-License-Identifier: MIT
// test/process/program/lifecycle.c - prints no text, ends as its arguments say.
//
//     lifecycle exit CODE | fault | late | spin | dawdle | sleep | yield |
//         write | spawn | hoard | lean | crowd N
//
// late sleeps before it faults, and dawdle before it spins. hoard takes all
// memory and keeps it. lean waits for a child that sleeps. crowd N starts four
// children - crowd N - 1, sleep, dawdle and lean - and waits for them.

#include "base/string.h"
#include "user/lib/stdio.h"
#include "user/lib/system.h"

static volatile int ended; // in .bss
static char line[65536];   // blanks, so that a long write shows little

static int number(const char *digits)
{
    int value = 0;
    bool is_negative = *digits == '-';
    for (digits += is_negative; *digits >= '0' && *digits <= '9'; digits++) {
        value = 10 * value + (*digits - '0');
    }
    return is_negative ? -value : value;
}

static void start(const char *what, const char *argument)
{
    const char *const arguments[] = {"lifecycle", what, argument, NULL};
    spawn("lifecycle", arguments);
}

static void hoard(void)
{
    for (intptr_t piece = 1L << 22; piece >= 4096; piece /= 4) {
        while (!is_error(sbrk(piece))) {
        }
    }
    sleep_ms(UINT64_MAX);
}

static int lead_crowd(const char *size)
{
    char fewer[] = {(char)(*size - 1), '\0'};
    start("sleep", NULL);
    start("dawdle", NULL);
    start("lean", NULL);
    if (*size > '1') {
        start("crowd", fewer);
    }
    while (wait(WAIT_ANY, NULL) > 0) {
        ended++;
    }
    return ended;
}

int main(int argc, char *argv[])
{
    const char *what = argc > 1 ? argv[1] : "exit";
    bool is_late = strcmp(what, "late") == 0;
    bool dawdles = strcmp(what, "dawdle") == 0;
    if (is_late || dawdles) {
        sleep_ms(500); // until other processes do the same
    }
    if (is_late || strcmp(what, "fault") == 0) {
        *(volatile int *)NULL = 1;
    }
    if (strcmp(what, "sleep") == 0) {
        sleep_ms(UINT64_MAX);
    }
    if (strcmp(what, "lean") == 0) {
        start("sleep", NULL);
        wait(WAIT_ANY, NULL);
    }
    if (strcmp(what, "hoard") == 0) {
        hoard();
    }
    if (strcmp(what, "crowd") == 0) {
        return lead_crowd(argv[2]);
    }
    bool spins = dawdles || strcmp(what, "spin") == 0;
    bool yields = strcmp(what, "yield") == 0;
    bool writes = strcmp(what, "write") == 0;
    bool spawns = strcmp(what, "spawn") == 0;
    while (spins || yields || writes || spawns) {
        if (yields) {
            yield();
        }
        if (writes) {
            console_write(line, sizeof(line));
        }
        if (spawns) {
            start("exit", "0");
            wait(WAIT_ANY, NULL);
        }
    }
    return argc > 2 ? number(argv[2]) : 0;
}
