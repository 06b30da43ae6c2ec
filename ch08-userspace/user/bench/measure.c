// SPDX-License-Identifier: MIT
// user/bench/measure.c - what the kernel costs a program, in instructions.
//
// See common/test/bench.h. With an argument it does only what the argument
// names: "end" does nothing.

#include "base/string.h"
#include "user/lib/stdio.h"
#include "user/lib/system.h"

#define COUNT    20000
#define NTICKS   20
#define STEP_MAX 60 // instructions of a step without a tick

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

static const char *newlines(void)
{
    static char text[256];
    memset(text, '\n', sizeof(text));
    return text;
}

// As in bench/machine_costs.c: a step of the loop that takes long was
// interrupted by a tick.
static void measure_tick(void)
{
    uint64_t total = 0, step = 0, last = rdtsc();
    for (int i = 0; i < NTICKS;) {
        uint64_t gap = rdtsc() - last;
        last += gap;
        if (gap > STEP_MAX) {
            total += gap - step;
            i++;
        } else {
            step = gap;
        }
    }
    report("tick taken in a program", total / NTICKS);
}

static uint64_t number_in(const char *digits)
{
    uint64_t number = 0;
    for (; *digits != '\0'; digits++) {
        number = number * 10 + (uint64_t)(*digits - '0');
    }
    return number;
}

// Does what bench/process_costs.c, or this program itself, started it for.
static void play(const char *part, const char *argument)
{
    if (strcmp(part, "first") == 0) {
        report("boot loader to the first program",
               rdtsc() - number_in(argument));
    } else if (strcmp(part, "yield") == 0) {
        for (;;) {
            yield();
        }
    } else if (strcmp(part, "sleep") == 0) {
        sleep_ms(UINT64_MAX);
    } else if (strcmp(part, "tick") == 0) {
        measure_tick();
    } else if (strcmp(part, "large") == 0) {
        sbrk(16 * 1024 * 1024);
    } else if (strcmp(part, "newlines") == 0) {
        console_write(newlines(), 256);
    }
}

int main(int argc, char *argv[])
{
    if (argc > 1) {
        play(argv[1], argv[2]);
        return 0;
    }
    MEASURE("null system call, by SYSCALL", COUNT, getpid());
    MEASURE("null system call, by int 0x80", COUNT,
            system_call6_int(SYS_getpid, 0, 0, 0, 0, 0, 0));
    MEASURE("one that does not exist", COUNT,
            system_call6(SYS_COUNT, 0, 0, 0, 0, 0, 0));
    MEASURE("write of a pointer that is the kernel's", COUNT,
            console_write((void *)0xFFFFFFFF80000000, 1));
    MEASURE("yield of a program, no other thread ready", COUNT, yield());
    measure_switch();
    MEASURE("sbrk of a page, and back", COUNT, move_heap());
    MEASURE("spawn of a small program, its end, wait", 200, run_another());
    return 0;
}
