// SPDX-License-Identifier: MIT
// process/user_memory.h - the memory of programs.
//
// In the programs' half of an address space, page by page: every page has a
// frame of its own, full of zeros when the program first sees it.

#pragma once

#include "boot/layout.h"
#include "memory/space.h"

// A stack of this size, at the top of the half, with nothing mapped around it.
#define USER_STACK_END  (USER_TOP - PAGE_SIZE)
#define USER_STACK_SIZE (64 * KIB)

// Maps npages from va on, of which none is mapped. Returns 0, or -ENOMEM with
// nothing mapped. The last of the memory is the kernel's: programs get none.
MUST_USE int user_map(struct space *space, uintptr_t va, size_t npages,
                      pte_t rights);

// Unmaps npages, all of them mapped by user_map(), and gives back the frames.
void user_unmap(struct space *space, uintptr_t va, size_t npages);

// Writes to what user_map() has mapped, whatever its rights, through the direct
// map: for the kernel, before the program runs.
void user_fill(struct space *space, uintptr_t va, const void *from,
               size_t nbytes);
