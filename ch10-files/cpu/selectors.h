// SPDX-License-Identifier: MIT
// cpu/selectors.h - the segment registers that belong to programs.
//
// 64-bit mode hardly uses them, but a program can load and read them, so each
// program has its own: no other program can see or change them. The kernel uses
// none of them. It uses the GS base, which is a separate register.

#pragma once

#include "base/types.h"

struct selectors {
    uint16_t ds, es, fs, gs;
};

// The caller of both has interrupts off.
static inline void selectors_save(struct selectors *selectors)
{
    __asm__ volatile("mov %%ds, %0\n"
                     "mov %%es, %1\n"
                     "mov %%fs, %2\n"
                     "mov %%gs, %3"
                     : "=m"(selectors->ds), "=m"(selectors->es),
                       "=m"(selectors->fs), "=m"(selectors->gs));
}

// A load of GS changes the GS base, too. Between the two SWAPGS that is the
// program's base; the kernel's is kept aside. An NMI between them is safe:
// trap/stubs.asm tests whose base is loaded.
static inline void selectors_load(const struct selectors *selectors)
{
    __asm__ volatile("mov %0, %%ds\n"
                     "mov %1, %%es\n"
                     "mov %2, %%fs\n"
                     "swapgs\n"
                     "mov %3, %%gs\n"
                     "swapgs"
                     :
                     : "m"(selectors->ds), "m"(selectors->es),
                       "m"(selectors->fs), "m"(selectors->gs)
                     : "memory");
}
