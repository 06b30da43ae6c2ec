// SPDX-License-Identifier: MIT
// memory/slab.c - frames that are cut into blocks of one size.
//
// Blocks are never split or joined. A slab is freed when all its blocks are
// free. Each class keeps one such slab: otherwise a caller that allocates and
// frees a single block would allocate and free a frame each time.

#include "memory/slab.h"

#include "boot/layout.h"
#include "cpu/spinlock.h"
#include "memory/frame.h"

struct free_block {
    uint8_t left_alone[BLOCK_LEFT_ALONE];
    struct free_block *next;
};

_Static_assert(sizeof(struct slab) % BLOCK_ALIGNMENT == 0,
               "blocks are aligned");

static struct spinlock slab_lock = {.name = "slab", .level = LOCK_HEAP};
static size_t nframes, nblocks; // [slab_lock]

void slab_class_init(struct slab_class *class, size_t number)
{
    class->number = number;
    list_init(&class->partial);
    list_init(&class->full);
}

// --- frames ---

// Makes a slab of `count` frames. For several frames the caller does not hold
// slab_lock, since the search may take long.
static struct slab *alloc_frames(size_t count)
{
    paddr_t start;
    if (count == 1 ? !frame_alloc(&start)
                   : !frame_alloc_run(count, UINT64_MAX, &start)) {
        return NULL;
    }
    struct slab *slab = phys_to_virt(start);
    slab->npages = count; // the other fields are 0
    return slab;
}

static void free_frames(struct slab *slab)
{
    paddr_t start = {(uintptr_t)slab - DIRECT_MAP_BASE};
    nframes -= slab->npages;
    frame_free_run(start, slab->npages);
}

void *slab_take_large(size_t nbytes)
{
    size_t all = sizeof(struct slab) + nbytes;
    struct slab *slab = alloc_frames((all + PAGE_SIZE - 1) / PAGE_SIZE);
    if (slab == NULL) {
        return NULL;
    }
    spin_lock(&slab_lock);
    nframes += slab->npages;
    nblocks++;
    spin_unlock(&slab_lock);
    return slab + 1;
}

void slab_put_large(void *block)
{
    spin_lock(&slab_lock);
    free_frames(slab_of(block));
    nblocks--;
    spin_unlock(&slab_lock);
}

// --- blocks ---

// Returns a slab with a free block, on the list of partial slabs; NULL if there
// is no frame for a new one.
static struct slab *partial_slab(struct slab_class *class)
{
    if (!list_is_empty(&class->partial)) {
        return LIST_ENTRY(class->partial.head.next, struct slab, node);
    }
    struct slab *slab = class->empty;
    class->empty = NULL;
    if (slab == NULL) {
        slab = alloc_frames(1);
        if (slab == NULL) {
            return NULL;
        }
        slab->class = class;
        nframes++;
    }
    list_push_front(&class->partial, &slab->node);
    return slab;
}

static void *take_block(struct slab_class *class)
{
    struct slab *slab = partial_slab(class);
    if (slab == NULL) {
        return NULL;
    }
    struct free_block *block = slab->free;
    if (block != NULL) {
        slab->free = block->next;
    } else {
        char *first = (char *)(slab + 1);
        block = (void *)(first + (size_t)slab->ncut * class->nbytes);
        slab->ncut++;
    }
    if (++slab->nused == class->count) {
        list_remove(&slab->node);
        list_push_front(&class->full, &slab->node);
    }
    return block;
}

static void put_block(struct slab_class *class, struct free_block *block)
{
    struct slab *slab = slab_of(block);
    block->next = slab->free;
    slab->free = block;
    if (slab->nused-- == class->count) {
        list_remove(&slab->node);
        list_push_front(&class->partial, &slab->node);
    }
    if (slab->nused > 0) {
        return;
    }
    list_remove(&slab->node);
    if (class->empty == NULL) {
        class->empty = slab;
    } else {
        free_frames(slab);
    }
}

size_t slab_take(struct slab_class *class, void **blocks, size_t count)
{
    size_t taken = 0;
    spin_lock(&slab_lock);
    while (taken < count && (blocks[taken] = take_block(class)) != NULL) {
        taken++;
    }
    nblocks += taken;
    spin_unlock(&slab_lock);
    return taken;
}

void slab_put(struct slab_class *class, void *const *blocks, size_t count)
{
    spin_lock(&slab_lock);
    for (size_t i = 0; i < count; i++) {
        put_block(class, blocks[i]);
    }
    nblocks -= count;
    spin_unlock(&slab_lock);
}

void slab_trim(struct slab_class *class)
{
    spin_lock(&slab_lock);
    if (class->empty != NULL) {
        free_frames(class->empty);
        class->empty = NULL;
    }
    spin_unlock(&slab_lock);
}

// --- counts ---

void slab_measure(struct allocator_usage *usage)
{
    spin_lock(&slab_lock);
    usage->nbytes_held = nframes * PAGE_SIZE;
    usage->nblocks = nblocks;
    spin_unlock(&slab_lock);
}
