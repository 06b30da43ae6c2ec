// SPDX-License-Identifier: MIT
// memory/large_page.h - splits a 2 MiB page into 512 pages of 4 KiB.

#pragma once

#include "base/types.h"

// Splits the large pages that lie across either end of a range, so that the
// range can be changed alone. The translations stay the same. Returns -ENOMEM
// if there is no frame for a table. The caller holds the address space's lock.
MUST_USE int large_page_split_ends(paddr_t root, uintptr_t va, size_t npages);
