// SPDX-License-Identifier: MIT
// test/bench.h - what things cost, in instructions.
//
// A chapter's bench.c has a demo_run() of its own, which measures with these
// and ends in bench_end(). `make bench` boots it under QEMU's -icount, where
// the time-stamp counter counts the instructions of the guest, each as one: the
// figures are the same on every computer, busy or not.

#pragma once

#include "base/kprintf.h"
#include "serial/qemu_exit.h"
#include "x86/cpu.h"

#define BENCH_WIDTH 52 // of the longest name
#define BENCH_RDTSC 2 // instructions that a pair of rdtsc adds to what it spans

// Runs the statement `count` times and prints what each run took. Interrupts
// should be off, or what they do is counted as well.
#define BENCH(name, count, statement)                    \
    do {                                                 \
        uint64_t bench_start = rdtsc();                  \
        for (unsigned long i = 0; i < (count); i++) {    \
            statement;                                   \
        }                                                \
        bench_print(name, rdtsc() - bench_start, count); \
    } while (0)

static inline void bench_print(const char *name, uint64_t ninstructions,
                               unsigned long count)
{
    kprintf("%-*s %9lu\n", BENCH_WIDTH, name,
            (ninstructions + count / 2) / count);
}

static inline void bench_end(void)
{
    kprintf("bench: done\n");
    qemu_exit(QEMU_EXIT_PASSED);
}
