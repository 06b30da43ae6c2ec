// SPDX-License-Identifier: MIT
// memory/slab.h - frames that are cut into blocks of one size.
//
// Slabs lie in the direct map, so nothing has to be mapped. The slab of a block
// is found by rounding the block's address down to a page.

#pragma once

#include "base/list.h"
#include "boot/paging.h"
#include "memory/allocator.h"

struct slab_class;

// Lies at the start of a slab's frame, or of a large block's first frame.
struct slab {
    struct list_node node;    // [slab_lock] in a list of its class
    struct slab_class *class; // [i] NULL: one large block
    struct free_block *free;  // [slab_lock] blocks that were freed
    uint32_t nused, ncut;     // [slab_lock] blocks in use; blocks used so far
    size_t npages;            // [i]
};

// All slabs whose blocks have one size.
struct slab_class {
    uint32_t nbytes, count; // [i] of a block; blocks in a slab
    size_t number;          // [i] memory/size_class.c's index
    struct list partial; // [slab_lock] slabs with blocks in use and free ones
    struct list full;    // [slab_lock] slabs without free ones
    struct slab *empty;  // [slab_lock] one without blocks in use, or NULL
};

#define SLAB_ROOM (PAGE_SIZE - sizeof(struct slab))

// Makes a class without slabs for blocks of n bytes: a multiple of 16, at least
// 32.
#define SLAB_CLASS(n)                           \
    {                                           \
        .nbytes = (n), .count = SLAB_ROOM / (n) \
    }
void slab_class_init(struct slab_class *class, size_t number);

// Allocates up to `count` blocks of a class. Returns how many it has allocated.
size_t slab_take(struct slab_class *class, void **blocks, size_t count);

// Frees blocks of a class.
void slab_put(struct slab_class *class, void *const *blocks, size_t count);

// Allocates a block in frames of its own. Returns NULL if there are none.
void *slab_take_large(size_t nbytes);
void slab_put_large(void *block);

// Frees the class's empty slab, if there is one.
void slab_trim(struct slab_class *class);

// Stores the bytes of all slabs and large blocks, and how many blocks are in
// use or in a CPU's cache.
void slab_measure(struct allocator_usage *usage);

static inline struct slab *slab_of(const void *block)
{
    return (struct slab *)align_down((uintptr_t)block, PAGE_SIZE);
}
