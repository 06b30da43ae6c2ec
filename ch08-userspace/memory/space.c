// SPDX-License-Identifier: MIT
// memory/space.c - an address space: page tables and the lock that guards them.

#include "memory/space.h"

#include "base/errno.h"
#include "cpu/protection.h"
#include "cpu/this_cpu.h"
#include "lib/panic.h"
#include "memory/frame.h"
#include "memory/kernel_space.h"
#include "x86/cpu.h"

int space_map(struct space *space, uintptr_t va, paddr_t pa, size_t npages,
              pte_t rights)
{
    spin_lock(&space->lock);
    int result =
        page_table_map(space->root, va, pa, npages, protection_known(rights));
    spin_unlock(&space->lock);
    return result;
}

int space_unmap(struct space *space, uintptr_t va, size_t npages)
{
    spin_lock(&space->lock);
    int result = page_table_unmap(space->root, va, npages);
    spin_unlock(&space->lock);
    return result;
}

int space_protect(struct space *space, uintptr_t va, size_t npages,
                  pte_t rights)
{
    spin_lock(&space->lock);
    int result =
        page_table_protect(space->root, va, npages, protection_known(rights));
    spin_unlock(&space->lock);
    return result;
}

bool space_translate(struct space *space, uintptr_t va,
                     struct translation *translation)
{
    spin_lock(&space->lock);
    bool is_mapped = page_table_translate(space->root, va, translation);
    spin_unlock(&space->lock);
    return is_mapped;
}

int space_create(struct space *space)
{
    *space = (struct space){.lock = {.name = "space", .level = LOCK_SPACE}};
    if (!frame_alloc(&space->root)) {
        return -ENOMEM;
    }
    page_table_share_kernel(space->root, kernel_space()->root);
    return 0;
}

void space_destroy(struct space *space)
{
    KASSERT(this_cpu()->space != space);
    page_table_clear_user(space->root);
    frame_free(space->root);
}

void space_use(struct space *space)
{
    struct cpu *cpu = this_cpu();
    if (cpu->space != space) {
        cpu->space = space;
        write_cr3(space->root.raw);
    }
}
