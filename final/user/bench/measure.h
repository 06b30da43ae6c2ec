// SPDX-License-Identifier: MIT
// user/bench/measure.h - counts the instructions of what a program does.

#pragma once

#include "user/lib/stdio.h"
#include "user/lib/system.h"

// The time-stamp counter, which programs may read.
static inline uint64_t rdtsc(void)
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

static inline void report(const char *name, uint64_t ninstructions)
{
    printf("%-52s %9lu\n", name, ninstructions);
}
