// SPDX-License-Identifier: MIT
// memory/allocator.h - what each of the heap's three allocators can do.
//
// They deal in blocks and know nothing of who has one: checking and telling is
// memory/heap.c's work, the same for all. A block is on a 16-byte boundary. The
// first 16 bytes of a free block are left as they are, since heap.c has written
// there who had it.

#pragma once

#include "memory/region.h"

#define BLOCK_ALIGNMENT  16
#define BLOCK_LEFT_ALONE 16 // bytes at the start of a free block

// What an allocator has at the moment.
struct allocator_usage {
    size_t nbytes_held; // of memory, taken from memory/frame.h
    size_t nblocks;     // in use
    size_t nholes;      // free pieces, each between blocks or behind the last
};

struct allocator {
    const char *name;
    bool keeps_blocks; // a block stays what it is: never split, never joined

    // The addresses that can be read, and among which all its blocks are.
    const struct region *memory;

    // A block of at least nbytes, which is not 0, or NULL: no memory is left.
    void *(*alloc)(size_t nbytes);

    // Gives a block back that is in use.
    void (*free)(void *block);

    // How many bytes of a block can be used: at least what was asked for.
    size_t (*size)(const void *block);

    // Can one of its blocks, in use or free, have started here? Not if another
    // one that is in use lies there. May take long.
    bool (*is_block)(const void *address);

    // Gives back what it holds without need.
    void (*trim)(void);

    void (*measure)(struct allocator_usage *usage);
};

extern const struct allocator bump_allocator;
extern const struct allocator free_list_allocator;
extern const struct allocator size_class_allocator;

// Before the first block is taken. Once, by heap_init().
void size_class_init(void);
