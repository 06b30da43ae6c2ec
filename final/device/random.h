// SPDX-License-Identifier: MIT
// device/random.h - the CPU's random numbers.

#pragma once

#include "base/types.h"

// Does this CPU have RDRAND?
bool random_is_available(void);

// Stores a random number. Returns false if the CPU has none at the moment.
MUST_USE bool random_read(uint64_t *number);
