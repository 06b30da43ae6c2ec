// SPDX-License-Identifier: MIT
// memory/space.h - an address space: page tables and the lock that guards them.
//
// So far there is one, the kernel's. With several CPUs running, a change would
// have to be told to the others as well, whose TLBs may remember what was.

#pragma once

#include "cpu/spinlock.h"
#include "memory/page_table.h"

struct space {
    struct spinlock lock;
    paddr_t root; // [lock] the tables; the address itself does not change
};

// These do what their namesakes in memory/page_table.h do, under the lock, and
// without the rights that this CPU does not know.
MUST_USE int space_map(struct space *space, uintptr_t va, paddr_t pa,
                       size_t npages, pte_t rights);
MUST_USE int space_unmap(struct space *space, uintptr_t va, size_t npages);
MUST_USE int space_protect(struct space *space, uintptr_t va, size_t npages,
                           pte_t rights);
bool space_translate(struct space *space, uintptr_t va,
                     struct translation *translation);
