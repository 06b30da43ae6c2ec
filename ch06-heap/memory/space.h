// SPDX-License-Identifier: MIT
// memory/space.h - an address space: page tables and the lock that guards them.
//
// So far there is one, the kernel's. With several CPUs running, each change
// would need a TLB shootdown: the other CPUs' TLBs may hold the old entry.

#pragma once

#include "cpu/spinlock.h"
#include "memory/page_table.h"

struct space {
    struct spinlock lock;
    paddr_t root; // the PML4: [i] its address, [lock] what the tables hold
};

// Each of these calls its namesake of memory/page_table.h under the lock, with
// those of the rights that this CPU supports.
MUST_USE int space_map(struct space *space, uintptr_t va, paddr_t pa,
                       size_t npages, pte_t rights);
MUST_USE int space_unmap(struct space *space, uintptr_t va, size_t npages);
MUST_USE int space_protect(struct space *space, uintptr_t va, size_t npages,
                           pte_t rights);

// The same. The translation may be out of date when the function returns, since
// the lock is released.
bool space_translate(struct space *space, uintptr_t va,
                     struct translation *translation);

// Unmaps npages, each of them a page of 4 KiB that is mapped (else panic), and
// frees their frames. Interrupts may come between two pages.
void space_free_pages(struct space *space, uintptr_t va, size_t npages);
