// SPDX-License-Identifier: MIT
// cpu/selectors.h - the segment registers that belong to programs.
//
// In 64-bit mode they mean next to nothing, but a program can load them and
// read them: another one must neither see nor change what it has there. The
// kernel uses none of them; of gs it uses the base, which is apart.

#pragma once

#include "base/types.h"

struct selectors {
    uint16_t ds, es, fs, gs;
};

// Notes them, and puts others in their place: those that were noted before, or
// zeros. With interrupts off, by cpu/fpu.c.
void selectors_save(struct selectors *selectors);
void selectors_load(const struct selectors *selectors);
