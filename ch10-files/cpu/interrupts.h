// SPDX-License-Identifier: MIT
// cpu/interrupts.h - switches interrupts off for a few instructions.
//
// This protects data that only this CPU uses. Data that another CPU may use as
// well needs a spin lock.

#pragma once

#include "base/types.h"
#include "x86/cpu.h"
#include "x86/registers.h"

// Returns whether they were on, for interrupts_restore().
MUST_USE static inline bool interrupts_off(void)
{
    bool were_on = read_flags() & RFLAGS_IF;
    cli();
    return were_on;
}

static inline void interrupts_restore(bool were_on)
{
    if (were_on) {
        sti();
    }
}
