// SPDX-License-Identifier: MIT
// process/user_memory.h - the memory of programs.
//
// It lies in the lower half of each process's address space. Each page has a
// frame of its own, which is full of zeros when the program first sees it.

#pragma once

#include "boot/layout.h"
#include "memory/space.h"

// The stack of a program: at the top of the lower half, between unmapped pages.
#define USER_STACK_END  (USER_TOP - PAGE_SIZE)
#define USER_STACK_SIZE (64 * KIB)

// Maps npages from va on, none of which is mapped. Returns 0; or -ENOMEM, and
// -EINTR if the current thread is killed, with nothing mapped. Fails while some
// frames are still free: the last ones are reserved for the kernel.
MUST_USE int user_map(struct space *space, uintptr_t va, size_t npages,
                      pte_t rights);

// Writes to pages that user_map() has mapped, whatever their rights are, by way
// of the direct map. For the kernel, before the program runs.
void user_write(struct space *space, uintptr_t va, const void *from,
                size_t nbytes);
