// SPDX-License-Identifier: MIT
// memory/slab.c - frames that are cut into blocks of one size.
//
// Nothing is ever split or joined. A frame whose blocks are all free goes back
// as it came, but for one of each class: or a program that takes and gives back
// a single block would fetch and return a frame each time.

#include "memory/slab.h"

#include "base/required.h"
#include "boot/layout.h"
#include "cpu/spinlock.h"
#include "memory/allocator.h"
#include "memory/frame.h"

struct free_block {
    uint8_t left_alone[BLOCK_LEFT_ALONE];
    struct free_block *next;
};

_Static_assert(sizeof(struct slab) % BLOCK_ALIGNMENT == 0,
               "blocks are aligned");

static struct spinlock slab_lock = {.name = "slab", .level = LOCK_HEAP};
static size_t nframes, nblocks; // [slab_lock]

void slab_class_init(struct slab_class *class)
{
    list_init(&class->partial);
    list_init(&class->full);
}

// --- frames ---

static struct slab *take_frames(size_t count)
{
    paddr_t start;
    if (!frame_alloc_uncleared(count, &start)) {
        return NULL;
    }
    struct slab *slab = phys_to_virt(start);
    *slab = (struct slab){.npages = count};
    nframes += count;
    return slab;
}

static void give_back_frames(struct slab *slab)
{
    paddr_t start = {(uintptr_t)slab - DIRECT_MAP_BASE};
    nframes -= slab->npages;
    frame_free_run(start, slab->npages);
}

// What lies there was written by who had the frame before, not as a block.
static void forget(void *block)
{
    memset(block, 0, BLOCK_LEFT_ALONE);
}

void *slab_take_large(size_t nbytes)
{
    size_t all = sizeof(struct slab) + nbytes;
    spin_lock(&slab_lock);
    struct slab *slab = take_frames((all + PAGE_SIZE - 1) / PAGE_SIZE);
    nblocks += slab != NULL;
    spin_unlock(&slab_lock);
    if (slab == NULL) {
        return NULL;
    }
    forget(slab + 1);
    return slab + 1;
}

void slab_put_large(void *block)
{
    spin_lock(&slab_lock);
    give_back_frames(slab_of(block));
    nblocks--;
    spin_unlock(&slab_lock);
}

// --- blocks ---

static struct slab *slab_with_room(struct slab_class *class)
{
    if (!list_is_empty(&class->partial)) {
        return LIST_ENTRY(class->partial.head.next, struct slab, node);
    }
    struct slab *slab = class->empty;
    class->empty = NULL;
    if (slab == NULL) {
        slab = take_frames(1);
        if (slab == NULL) {
            return NULL;
        }
        slab->class = class;
    }
    list_push_front(&class->partial, &slab->node);
    return slab;
}

static void *take_block(struct slab_class *class)
{
    struct slab *slab = slab_with_room(class);
    if (slab == NULL) {
        return NULL;
    }
    struct free_block *block = slab->free;
    if (block != NULL) {
        slab->free = block->next;
    } else {
        char *first = (char *)(slab + 1);
        block = (void *)(first + (size_t)slab->ncut * class->nbytes);
        forget(block);
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
        give_back_frames(slab);
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
        give_back_frames(class->empty);
        class->empty = NULL;
    }
    spin_unlock(&slab_lock);
}

// --- counts ---

void slab_measure(size_t *nframes_held, size_t *nblocks_taken)
{
    spin_lock(&slab_lock);
    *nframes_held = nframes;
    *nblocks_taken = nblocks;
    spin_unlock(&slab_lock);
}

size_t slab_count_free(const struct slab_class *class)
{
    spin_lock(&slab_lock);
    size_t count = class->empty != NULL ? class->count : 0;
    LIST_FOR_EACH(node, &class->partial)
    {
        count += class->count - LIST_ENTRY(node, struct slab, node)->nused;
    }
    spin_unlock(&slab_lock);
    return count;
}
