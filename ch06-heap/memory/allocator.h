// SPDX-License-Identifier: MIT
// memory/allocator.h - what each of the heap's three allocators can do.
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
    size_t nholes;      // free pieces, each between blocks or after the last
};

struct allocator {
    const char *name;
    bool keeps_blocks; // it never splits or joins a block

    // The addresses that can be read, and among which all its blocks are.
    const struct region *memory;

    // Returns a block of at least nbytes, which is not 0; NULL if there is no
    // memory for it.
    void *(*alloc)(size_t nbytes);

    // Frees a block that is in use.
    void (*free)(void *block);

    // Returns the number of bytes of a block: at least what was asked for.
    size_t (*size)(const void *block);

    // May a block, in use or free, start here? Not inside another block in
    // use. Takes time in proportion to the heap.
    bool (*is_block)(const void *address);

    // Frees the memory that is cached for later allocations.
    void (*trim)(void);

    void (*measure)(struct allocator_usage *usage);
};

extern const struct allocator bump_allocator;
extern const struct allocator free_list_allocator;
extern const struct allocator size_class_allocator;

// Before the first block is taken. Once, by heap_init().
void size_class_init(void);
