// SPDX-License-Identifier: MIT
// bench/costs.h - the groups of rows that a bench prints.

#pragma once

#include "base/types.h"

// The time-stamp counter when the boot loader started the kernel.
extern uint64_t entry_time;

// The kernel's start, up to here.
void measure_boot(void);

// A period of the timer, and 100 additions, to compare other rows with.
void measure_machine(void);

// Does the time-stamp counter count instructions? Known after
// measure_machine(). If it counts time, rows that need ticks at fixed
// instructions are left out.
bool counts_instructions(void);

// A tick of the timer, as the code that it interrupts sees it.
void measure_tick(void);

// Prints for how long the path keeps interrupts off at a time, at most.
void measure_interrupts_off(const char *name, void (*path)(void));

// Frames and pages.
void measure_memory(void);

// Allocates all frames but nholes, none of them neighbours; frees them again.
void tear_memory(size_t nholes);
void mend_memory(void);

// Blocks of the heap.
void measure_heap(void);

// The three allocators, beside each other.
void measure_allocators(void);
