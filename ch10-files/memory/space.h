// SPDX-License-Identifier: MIT
// memory/space.h - an address space: page tables and the lock that guards them.
//
// There is the kernel's and one for each process; the kernel's half is the same
// in all. With several CPUs running, each change would need a TLB shootdown:
// the other CPUs' TLBs may hold the old entry.

#pragma once

#include "cpu/spinlock.h"
#include "memory/page_table.h"
#include "x86/cpu.h"

struct space {
    struct spinlock lock;
    paddr_t root; // the PML4: [i] its address, [lock] what the tables hold
    // [lock] All pages of the programs' half that were ever mapped lie below
    // low_end or from high_start on. So space_destroy() skips what is between.
    uintptr_t low_end, high_start;
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

// Makes an address space that shares the kernel's half and maps nothing in the
// programs' half. Returns -ENOMEM if there is no frame for the PML4.
MUST_USE int space_create(struct space *space, const struct space *kernel);

// Frees the tables and the frames that are mapped in the programs' half. No CPU
// may have the address space loaded.
void space_destroy(struct space *space);

// Loads the address space on this CPU (CR3). Call with interrupts off.
static inline void space_use(const struct space *space)
{
    write_cr3(space->root.raw);
}
