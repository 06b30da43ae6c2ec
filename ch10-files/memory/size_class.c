// SPDX-License-Identifier: MIT
// memory/size_class.c - an allocator that rounds sizes up to a few classes.
//
// The blocks of a class come from its slabs (memory/slab.h). Each CPU caches
// some free blocks of each class and allocates and frees them without a lock.
// When its cache is empty or full, it moves half of what fits in there at once.
// So the cost does not grow with the number of blocks. A block that is too
// large for a slab gets frames of its own.

#include "boot/layout.h"
#include "cpu/interrupts.h"
#include "cpu/this_cpu.h"
#include "memory/ram.h"
#include "memory/slab.h"

#define LARGEST (SLAB_ROOM / 2 / BLOCK_ALIGNMENT * BLOCK_ALIGNMENT)

// Small sizes are close to each other. Of the large ones 7, 5, 4, 3 and 2
// blocks fill a frame.
static struct slab_class classes[] = {
    SLAB_CLASS(32),   SLAB_CLASS(48),   SLAB_CLASS(64),      SLAB_CLASS(80),
    SLAB_CLASS(96),   SLAB_CLASS(112),  SLAB_CLASS(128),     SLAB_CLASS(160),
    SLAB_CLASS(192),  SLAB_CLASS(224),  SLAB_CLASS(256),     SLAB_CLASS(304),
    SLAB_CLASS(368),  SLAB_CLASS(448),  SLAB_CLASS(576),     SLAB_CLASS(800),
    SLAB_CLASS(1008), SLAB_CLASS(1344), SLAB_CLASS(LARGEST),
};
#define NCLASSES ARRAY_LENGTH(classes)

// [i] The class for a size, by size / BLOCK_ALIGNMENT, rounded up.
static uint8_t class_for[LARGEST / BLOCK_ALIGNMENT + 1];

#define CACHE_MAX 31

// Free blocks of one class, cached by one CPU: at most as many as a slab holds.
struct cpu_cache {
    uint32_t count, max; // max: even
    void *blocks[CACHE_MAX];
};

_Static_assert(sizeof(struct cpu_cache) == 256, "an index is a shift");

// Not inlined, so that the frequent path saves no registers for it.
#define RARE __attribute__((noinline))

static struct cpu_cache boot_cpu_caches[NCLASSES];

// The part of the direct map that may hold blocks.
struct region size_class_memory; // [i]

void size_class_init(void)
{
    size_t size = 0;
    for (size_t i = 0; i < NCLASSES; i++) {
        slab_class_init(&classes[i], i);
        boot_cpu_caches[i].max =
            (uint32_t)min(classes[i].count, CACHE_MAX) / 2 * 2;
        for (; size <= classes[i].nbytes; size += BLOCK_ALIGNMENT) {
            class_for[size / BLOCK_ALIGNMENT] = (uint8_t)i;
        }
    }
    size_class_memory.start = DIRECT_MAP_BASE;
    size_class_memory.end = DIRECT_MAP_BASE + ram_end(DIRECT_MAP_SIZE);
    this_cpu()->cpu_cache = boot_cpu_caches;
}

// Moves the last `count` blocks of the cache into their slabs.
static void flush(size_t i, struct cpu_cache *cache, size_t count)
{
    cache->count -= (uint32_t)count;
    slab_put(&classes[i], cache->blocks + cache->count, count);
}

void size_class_trim(void)
{
    for (size_t i = 0; i < NCLASSES; i++) {
        bool were_on = interrupts_off();
        struct cpu_cache *cache = &this_cpu()->cpu_cache[i];
        flush(i, cache, cache->count);
        interrupts_restore(were_on);
        slab_trim(&classes[i]);
    }
}

static void fill_half(size_t i, struct cpu_cache *cache)
{
    cache->count =
        (uint32_t)slab_take(&classes[i], cache->blocks, cache->max / 2);
}

// Half fills an empty cache and allocates from it. If no frame is free, frees
// what is cached for other classes and tries again.
static RARE void *refill(size_t i, struct cpu_cache *cache, bool were_on)
{
    fill_half(i, cache);
    if (cache->count == 0) {
        size_class_trim();
        fill_half(i, cache);
    }
    void *block = cache->count > 0 ? cache->blocks[--cache->count] : NULL;
    interrupts_restore(were_on);
    return block;
}

static RARE void *take_large(size_t nbytes)
{
    void *block = slab_take_large(nbytes);
    if (block == NULL) {
        size_class_trim();
        block = slab_take_large(nbytes);
    }
    return block;
}

void *size_class_alloc(size_t nbytes)
{
    if (nbytes > LARGEST) {
        return take_large(nbytes);
    }
    size_t i = class_for[(nbytes + BLOCK_ALIGNMENT - 1) / BLOCK_ALIGNMENT];
    bool were_on = interrupts_off();
    struct cpu_cache *cache = &this_cpu()->cpu_cache[i];
    if (cache->count == 0) {
        return refill(i, cache, were_on);
    }
    void *block = cache->blocks[--cache->count];
    interrupts_restore(were_on);
    return block;
}

static RARE void put_into_full(size_t i, struct cpu_cache *cache, void *block,
                               bool were_on)
{
    flush(i, cache, cache->max / 2);
    cache->blocks[cache->count++] = block;
    interrupts_restore(were_on);
}

void size_class_free(void *block)
{
    struct slab_class *class = slab_of(block)->class;
    if (class == NULL) {
        slab_put_large(block);
        return;
    }
    size_t i = class->number;
    bool were_on = interrupts_off();
    struct cpu_cache *cache = &this_cpu()->cpu_cache[i];
    if (cache->count == cache->max) {
        put_into_full(i, cache, block, were_on);
        return;
    }
    cache->blocks[cache->count++] = block;
    interrupts_restore(were_on);
}

size_t size_class_size(const void *block)
{
    const struct slab *slab = slab_of(block);
    return slab->class != NULL ? slab->class->nbytes
                               : slab->npages * PAGE_SIZE - sizeof(*slab);
}

bool size_class_is_block(const void *address)
{
    const struct slab *slab = slab_of(address);
    for (size_t i = 0; i < NCLASSES; i++) {
        if (slab->class == &classes[i]) {
            size_t offset =
                (size_t)((const char *)address - (const char *)(slab + 1));
            return offset % classes[i].nbytes == 0 &&
                   offset / classes[i].nbytes < slab->ncut;
        }
    }
    return address == slab + 1; // a large one
}

void size_class_measure(struct allocator_usage *usage)
{
    bool were_on = interrupts_off();
    slab_measure(usage);
    for (size_t i = 0; i < NCLASSES; i++) {
        usage->nblocks -= this_cpu()->cpu_cache[i].count;
    }
    interrupts_restore(were_on);
}
