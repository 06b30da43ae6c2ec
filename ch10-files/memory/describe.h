// SPDX-License-Identifier: MIT
// memory/describe.h - describes an address in words.

#pragma once

#include "base/types.h"
#include "boot/paging.h"

// Returns the region that the address lies in: "the direct map".
const char *describe_region(uintptr_t address);

// Returns what these rights allow: "read, write".
const char *describe_rights(pte_t rights);

// Prints what lies at the address, as lines of a page fault's report.
void describe_address(uintptr_t address);
