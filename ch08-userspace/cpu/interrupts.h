// SPDX-License-Identifier: MIT
// cpu/interrupts.h - for a few instructions during which nobody may cut in.
//
// Enough for what belongs to this CPU alone; what another CPU may touch as well
// needs a spin lock.

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
