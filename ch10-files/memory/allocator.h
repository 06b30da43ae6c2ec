// SPDX-License-Identifier: MIT
// memory/allocator.h - what the heap asks of the size classes.
//
// An allocator knows nothing of headers and callers: memory/heap.c checks and
// reports. A block is on a 16-byte boundary. The first 16 bytes of a free block
// keep what heap.c has written there: which calls allocated and freed it.

#pragma once

#include "memory/region.h"

#define BLOCK_ALIGNMENT  16
#define BLOCK_LEFT_ALONE 16 // bytes at the start of a free block

// What an allocator has at the moment.
struct allocator_usage {
    size_t nbytes_held; // of memory, taken from memory/frame.h
    size_t nblocks;     // in use
};

// Before the first block is taken. Once, by heap_init().
void size_class_init(void);

// All blocks lie in this range, and each address in it can be read.
extern struct region size_class_memory; // [i]

// Returns a block of at least nbytes, which is not 0; NULL if there is no
// memory for it.
void *size_class_alloc(size_t nbytes);

// Frees a block that is in use.
void size_class_free(void *block);

// Returns the number of bytes of a block: at least what was asked for.
size_t size_class_size(const void *block);

// May a block, in use or free, start here? Not inside another block in use.
bool size_class_is_block(const void *address);

// Frees the frames that are cached for later allocations.
void size_class_trim(void);

// Stores what the allocator has at the moment.
void size_class_measure(struct allocator_usage *usage);
