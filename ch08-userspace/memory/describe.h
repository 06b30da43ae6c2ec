// SPDX-License-Identifier: MIT
// memory/describe.h - what an address is, in words.

#pragma once

#include "base/types.h"
#include "x86/paging.h"

// Which region of the address space the address lies in: "the direct map".
const char *region_name(uintptr_t address);

// "read, write", and so on, for a page with these rights.
const char *rights_name(pte_t rights);

// From now on the report of a page fault also says what lies at the address.
// Once, by main.c.
void describe_init(void);
