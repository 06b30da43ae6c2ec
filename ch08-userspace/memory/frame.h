// SPDX-License-Identifier: MIT
// memory/frame.h - who may have which 4 KiB frame of memory.
//
// A frame is a page's worth of physical memory, on a page boundary. All of
// these may be called anywhere, in interrupt handlers too.

#pragma once

#include "base/types.h"

// Takes over the memory that the boot loader described, up to
// DIRECT_MAP_BOOT_SIZE. Once, by main.c.
void frame_init(void);

// The same for what lies above, now that the direct map shows it. Once, by
// main.c, after kernel_space_init().
void frame_add_high_memory(void);

// Takes a frame, full of zeros. Returns false if there is none left.
MUST_USE bool frame_alloc(paddr_t *frame);

// Takes nframes (at least one) in one piece, full of zeros, all of them below
// the address `limit`: a device may not reach further. Returns false if there
// are none.
MUST_USE bool frame_alloc_run(size_t nframes, uint64_t limit, paddr_t *start);

// Takes nframes in one piece, anywhere, which hold whatever their last owner
// left: only for an owner who writes before he reads.
MUST_USE bool frame_alloc_uncleared(size_t nframes, paddr_t *start);

// Gives frames back, of any kind, together or one by one. Nobody may use
// them any more. Panics if one is free already, or is no memory at all.
void frame_free(paddr_t frame);
void frame_free_run(paddr_t start, size_t nframes);

// Memory from this address on is left alone: to note who has it would take more
// memory than there is at lower addresses.
uint64_t frame_limit(void);

// How many there are, and how many of them are free.
size_t frame_count(void);
size_t frame_nfree(void);

// From now on a free frame is full of a pattern, and frame_alloc() panics if it
// is not so any more: somebody has written to memory that he had given back.
// For those who look for such a bug; it costs much.
void frame_poison(void);
