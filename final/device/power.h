// SPDX-License-Identifier: MIT
// device/power.h - switches the machine off, or resets it.

#pragma once

#include "base/types.h"

// Asks the machine to switch itself off. Returns NULL if the CPU still runs
// afterwards; or why the machine cannot be asked.
MUST_USE const char *power_off(void);

// Asks the machine to reset itself. The CPU may run on for a moment.
void power_reset(void);
