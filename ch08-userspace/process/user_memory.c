// SPDX-License-Identifier: MIT
// process/user_memory.c - the memory of programs.

#include "process/user_memory.h"

#include "base/errno.h"
#include "base/required.h"
#include "boot/layout.h"
#include "lib/panic.h"
#include "memory/frame.h"

// So many frames stay free, whatever programs ask for, and the kernel can go on
// to end them.
#define KERNEL_RESERVE 128

static int map_one(struct space *space, uintptr_t va, pte_t rights)
{
    paddr_t frame;
    if (frame_nfree() <= KERNEL_RESERVE || !frame_alloc(&frame)) {
        return -ENOMEM;
    }
    int result = space_map(space, va, frame, 1, rights | PTE_USER);
    if (result != 0) {
        frame_free(frame);
    }
    return result;
}

int user_map(struct space *space, uintptr_t va, size_t npages, pte_t rights)
{
    for (size_t done = 0; done < npages; done++) {
        if (map_one(space, va + done * PAGE_SIZE, rights) != 0) {
            user_unmap(space, va, done);
            return -ENOMEM;
        }
    }
    return 0;
}

static paddr_t frame_at(struct space *space, uintptr_t va)
{
    struct translation found;
    bool is_mapped = space_translate(space, va, &found);
    KASSERT(is_mapped && found.page_size == PAGE_SIZE);
    return found.address;
}

void user_unmap(struct space *space, uintptr_t va, size_t npages)
{
    for (size_t i = 0; i < npages; i++) {
        uintptr_t page = va + i * PAGE_SIZE;
        paddr_t frame = frame_at(space, page);
        int result = space_unmap(space, page, 1);
        KASSERT(result == 0); // no large page has to be split
        frame_free(frame);
    }
}

void user_fill(struct space *space, uintptr_t va, const void *from,
               size_t nbytes)
{
    const uint8_t *next = from;
    while (nbytes > 0) {
        size_t step = min(nbytes, PAGE_SIZE - va % PAGE_SIZE);
        memcpy(phys_to_virt(frame_at(space, va)), next, step);
        next += step;
        va += step;
        nbytes -= step;
    }
}
