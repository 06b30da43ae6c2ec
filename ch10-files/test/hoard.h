// SPDX-License-Identifier: MIT
// test/hoard.h - takes frames away, for a test of what happens without memory.

#pragma once

#include "boot/layout.h"
#include "memory/frame.h"

static paddr_t hoard; // the last frame taken; each holds the one before

// Takes frames until only nleft are free.
static inline void hoard_all_but(size_t nleft)
{
    paddr_t frame;
    while (frame_nfree() > nleft && frame_alloc(&frame)) {
        *(paddr_t *)phys_to_virt(frame) = hoard;
        hoard = frame;
    }
}

// Frees `count` of the frames taken, or all of them if there are fewer.
static inline void hoard_free(size_t count)
{
    for (; hoard.raw != 0 && count > 0; count--) {
        paddr_t frame = hoard;
        hoard = *(paddr_t *)phys_to_virt(frame);
        frame_free(frame);
    }
}

static inline void hoard_free_all(void)
{
    hoard_free(SIZE_MAX);
}
