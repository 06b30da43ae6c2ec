// SPDX-License-Identifier: MIT
// process/user_memory.c - the memory of programs.

#include "process/user_memory.h"

#include "base/errno.h"
#include "base/required.h"
#include "boot/layout.h"
#include "lib/panic.h"
#include "memory/frame.h"
#include "thread/thread.h"

// Programs cannot take the last free frames. With them the kernel can still
// work, and kill a program.
#define KERNEL_RESERVE 128

static bool has_frames(size_t nframes)
{
    size_t nfree = frame_nfree();
    return nfree > KERNEL_RESERVE && nframes <= nfree - KERNEL_RESERVE;
}

static int map_one(struct space *space, uintptr_t va, pte_t rights)
{
    paddr_t frame;
    if (thread_current()->is_killed) {
        return -EINTR;
    }
    if (!has_frames(1) || !frame_alloc(&frame)) {
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
    // A request that cannot be met must fail before it takes all memory.
    if (!has_frames(npages)) {
        return -ENOMEM;
    }
    for (size_t done = 0; done < npages; done++) {
        int result = map_one(space, va + done * PAGE_SIZE, rights);
        if (result != 0) {
            space_free_pages(space, va, done);
            return result;
        }
    }
    return 0;
}

void user_write(struct space *space, uintptr_t va, const void *from,
                size_t nbytes)
{
    const uint8_t *next = from;
    while (nbytes > 0) {
        struct translation found;
        bool is_mapped = space_translate(space, va, &found);
        KASSERT(is_mapped && found.page_size == PAGE_SIZE);
        size_t step = min(nbytes, PAGE_SIZE - va % PAGE_SIZE);
        memcpy(phys_to_virt(found.address), next, step);
        next += step;
        va += step;
        nbytes -= step;
    }
}
