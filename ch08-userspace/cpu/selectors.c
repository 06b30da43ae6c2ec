// SPDX-License-Identifier: MIT
// cpu/selectors.c - the segment registers that belong to programs.

#include "cpu/selectors.h"

void selectors_save(struct selectors *selectors)
{
    __asm__ volatile("mov %%ds, %0\n"
                     "mov %%es, %1\n"
                     "mov %%fs, %2\n"
                     "mov %%gs, %3"
                     : "=m"(selectors->ds), "=m"(selectors->es),
                       "=m"(selectors->fs), "=m"(selectors->gs));
}

void selectors_load(const struct selectors *selectors)
{
    // To load gs changes its base, too. The program's is to be changed, which
    // waits while the kernel runs; an NMI in between looks whose it is.
    __asm__ volatile("mov %0, %%ds\n"
                     "mov %1, %%es\n"
                     "mov %2, %%fs\n"
                     "swapgs\n"
                     "mov %3, %%gs\n"
                     "swapgs"
                     :
                     : "r"(selectors->ds), "r"(selectors->es),
                       "r"(selectors->fs), "r"(selectors->gs)
                     : "memory");
}
