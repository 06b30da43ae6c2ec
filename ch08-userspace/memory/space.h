// SPDX-License-Identifier: MIT
// memory/space.h - an address space: page tables and the lock that guards them.
//
// There is the kernel's and one for each process, whose kernel's half is the
// same. With several CPUs running, a change would have to be told to the others
// as well, whose TLBs may remember what was.

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
// An address space with nothing in the programs' half. Returns -ENOMEM if there
// is no frame for it.
MUST_USE int space_create(struct space *space);

// Gives all of it back, with the frames that are mapped in the programs' half.
// It is in use nowhere.
void space_destroy(struct space *space);

// From now on this CPU translates addresses by it. With interrupts off.
void space_use(struct space *space);

bool space_translate(struct space *space, uintptr_t va,
                     struct translation *translation);
