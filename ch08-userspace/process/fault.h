// SPDX-License-Identifier: MIT
// process/fault.h - what becomes of a program that does what it may not.

#pragma once

#include "base/types.h"

// From now on an exception in a program ends its process, and nothing else.
// Once, by main.c.
void fault_init(void);
