// SPDX-License-Identifier: MIT
// memory/frame.h - which 4 KiB frames of RAM are free.
//
// A frame is PAGE_SIZE bytes of physical memory at a multiple of PAGE_SIZE.
// Interrupt handlers may call these functions too.

#pragma once

#include "base/types.h"

// Manages the RAM that the boot loader described, but for what is in use. Below
// DIRECT_MAP_BOOT_SIZE it is free from now on. Once, by main.c.
void frame_init(void);

// The RAM above is free from now on. Once, by main.c, after kernel_space_init()
// has mapped it.
void frame_add_high_memory(void);

// Allocates a frame, full of zeros. Returns false if there is none left.
MUST_USE bool frame_alloc(paddr_t *frame);

// Allocates nframes (at least one) contiguous frames, full of zeros, below the
// address `limit`: a device may not reach further. Returns false if there are
// none, after a look at each run of free frames; interrupts may come meanwhile.
MUST_USE bool frame_alloc_run(size_t nframes, uint64_t limit, paddr_t *start);

// Free frames that either function allocated; a run need not be freed in one
// call. Panic on a double free, and if a frame is not managed here.
void frame_free(paddr_t frame);
void frame_free_run(paddr_t start, size_t nframes);

// Stores the next range of managed frames from the address `from` on and
// returns true; false if there is none. Which frames are managed never changes.
bool frame_next_range(uint64_t from, uint64_t *start, uint64_t *end);

// Returns how many frames are free.
size_t frame_nfree(void);

// From now on each free frame is filled with a pattern. An allocation panics if
// the pattern has changed, by a use after free. Slow; for debugging.
void frame_poison(void);
