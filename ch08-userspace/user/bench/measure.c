// SPDX-License-Identifier: MIT
// user/bench/measure.c - what the kernel costs a program, in instructions.
//
// See common/test/bench.h. Called with a word, it is the other program of a
// pair: "yield" gives way for ever, "end" ends at once.

#include "base/string.h"
#include "user/lib/stdio.h"
#include "user/lib/system.h"

#define COUNT 20000

// The time-stamp counter, which programs may read.
static uint64_t rdtsc(void)
{
    uint32_t low, high;
    __asm__ volatile("rdtsc" : "=a"(low), "=d"(high) : : "memory");
    return (uint64_t)high << 32 | low;
}

// The instruction pair of rdtsc and the loop's own are counted as well: 4.
#define MEASURE(name, count, statement)                          \
    do {                                                         \
        uint64_t start = rdtsc();                                \
        for (unsigned long i = 0; i < (count); i++) {            \
            statement;                                           \
        }                                                        \
        report(name, (rdtsc() - start + (count) / 2) / (count)); \
    } while (0)

static void report(const char *name, uint64_t ninstructions)
{
    printf("%-52s %9lu\n", name, ninstructions);
}

static int start(const char *what)
{
    const char *const arguments[] = {"measure", what, NULL};
    return spawn("measure", arguments);
}

static void run_another(void)
{
    wait(start("end"), NULL);
}

static void measure_switch(void)
{
    int other = start("yield");
    yield(); // it has begun
    uint64_t begin = rdtsc();
    for (int i = 0; i < COUNT; i++) {
        yield();
    }
    report("switch by yield, two processes", (rdtsc() - begin) / (2 * COUNT));
    kill(other);
    wait(other, NULL);
}

static void move_heap(void)
{
    sbrk(4096);
    sbrk(-4096);
}

int main(int argc, char *argv[])
{
    if (argc > 1 && strcmp(argv[1], "yield") == 0) {
        for (;;) {
            yield();
        }
    }
    if (argc > 1) {
        return 0;
    }
    MEASURE("null system call, by SYSCALL", COUNT, getpid());
    MEASURE("null system call, by int 0x80", COUNT,
            system_call6_int(SYS_getpid, 0, 0, 0, 0, 0, 0));
    MEASURE("one that does not exist", COUNT,
            system_call6(SYS_COUNT, 0, 0, 0, 0, 0, 0));
    MEASURE("write of a pointer that is the kernel's", COUNT,
            console_write((void *)0xFFFFFFFF80000000, 1));
    MEASURE("yield with nobody else ready", COUNT, yield());
    measure_switch();
    MEASURE("sbrk of a page, and back", COUNT, move_heap());
    MEASURE("spawn of a small program, its end, wait", 200, run_another());
    return 0;
}
