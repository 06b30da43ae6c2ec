// SPDX-License-Identifier: MIT
// memory/slab.h - frames that are cut into blocks of one size.
//
// All of it lies in the direct map, so nothing has to be mapped, and the slab
// of a block is found by rounding its address down.

#pragma once

#include "base/list.h"
#include "x86/paging.h"

struct slab_class;

// At the start of a slab's frame, or of the first frame of a large block.
struct slab {
    struct list_node node;    // [slab_lock] in its class
    struct slab_class *class; // [i] NULL: one large block
    struct free_block *free;  // [slab_lock] blocks that were given back
    uint32_t nused, ncut;     // [slab_lock] in use; ever handed out
    size_t npages;            // [i]
};

// All slabs whose blocks have one size.
struct slab_class {
    uint32_t nbytes, count; // [i] of a block; blocks in a slab
    struct list partial; // [slab_lock] slabs with blocks in use and free ones
    struct list full;    // [slab_lock] slabs without free ones
    struct slab *empty;  // [slab_lock] one that is kept for next time
};

#define SLAB_ROOM (PAGE_SIZE - sizeof(struct slab))

// A class without slabs, for blocks of n bytes: a multiple of 16 from 32 on.
#define SLAB_CLASS(n)                           \
    {                                           \
        .nbytes = (n), .count = SLAB_ROOM / (n) \
    }
void slab_class_init(struct slab_class *class);

// Takes up to `count` blocks of a class, and says how many there were.
size_t slab_take(struct slab_class *class, void **blocks, size_t count);

// Gives blocks of a class back.
void slab_put(struct slab_class *class, void *const *blocks, size_t count);

// A block of its own number of frames; NULL if there are none.
void *slab_take_large(size_t nbytes);
void slab_put_large(void *block);

// Gives back the frame that is kept, if any.
void slab_trim(struct slab_class *class);

// How many frames there are in all classes and in large blocks, and how many
// blocks were taken and not put back.
void slab_measure(size_t *nframes_held, size_t *nblocks_taken);

// How many free blocks the slabs of a class have.
size_t slab_count_free(const struct slab_class *class);

static inline struct slab *slab_of(const void *block)
{
    return (struct slab *)align_down((uintptr_t)block, PAGE_SIZE);
}
