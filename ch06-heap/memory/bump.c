// SPDX-License-Identifier: MIT
// memory/bump.c - the simplest allocator: it takes the next bytes.
//
// It stores only where the next block begins and how many are in use. To free a
// block only changes the count. When no block is left, the next one begins at
// the start again; until then no byte is used twice.

#include "boot/layout.h"
#include "boot/paging.h"
#include "cpu/spinlock.h"
#include "lib/panic.h"
#include "memory/allocator.h"
#include "memory/region.h"

// Lies before each block.
struct header {
    size_t nbytes;
    size_t unused; // keeps blocks on 16 bytes
};

static struct spinlock bump_lock = {.name = "bump"};
static struct region region = {
    // [bump_lock], like all below
    .start = HEAP_BASE,
    .end = HEAP_BASE,
    .limit = HEAP_BASE + 256 * GIB,
};
static uintptr_t next = HEAP_BASE;
static size_t nblocks;

static bool make_room(size_t nbytes)
{
    size_t left = region.end - next;
    return nbytes <= left ||
           region_grow(&region, (nbytes - left + PAGE_SIZE - 1) / PAGE_SIZE);
}

static void *bump_alloc(size_t nbytes)
{
    struct header *header = NULL;
    nbytes = align_up(nbytes, BLOCK_ALIGNMENT);
    spin_lock(&bump_lock);
    if (make_room(sizeof(*header) + nbytes)) {
        header = (struct header *)next;
        header->nbytes = nbytes;
        next += sizeof(*header) + nbytes;
        nblocks++;
    }
    spin_unlock(&bump_lock);
    return header == NULL ? NULL : header + 1;
}

static void bump_free(void *block)
{
    (void)block;
    spin_lock(&bump_lock);
    KASSERT(nblocks > 0);
    if (--nblocks == 0) {
        next = region.start;
    }
    spin_unlock(&bump_lock);
}

static size_t bump_size(const void *block)
{
    return ((const struct header *)block)[-1].nbytes;
}

// From `next` on no block is in use.
static bool bump_is_block(const void *address)
{
    uintptr_t at = region.start;
    uintptr_t wanted = (uintptr_t)address - sizeof(struct header);
    while (at < next && at < wanted) {
        at += sizeof(struct header) + ((const struct header *)at)->nbytes;
    }
    return at == wanted || wanted >= next;
}

static void bump_trim(void)
{
    spin_lock(&bump_lock);
    region_shrink(&region,
                  (region.end - align_up(next, PAGE_SIZE)) / PAGE_SIZE);
    spin_unlock(&bump_lock);
}

static void bump_measure(struct allocator_usage *usage)
{
    spin_lock(&bump_lock);
    usage->nbytes_held = region.end - region.start;
    usage->nblocks = nblocks;
    usage->nholes = region.end > next ? 1 : 0;
    spin_unlock(&bump_lock);
}

const struct allocator bump_allocator = {
    .name = "bump",
    .memory = &region,
    .alloc = bump_alloc,
    .free = bump_free,
    .size = bump_size,
    .is_block = bump_is_block,
    .trim = bump_trim,
    .measure = bump_measure,
};
