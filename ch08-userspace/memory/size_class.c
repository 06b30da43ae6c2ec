// SPDX-License-Identifier: MIT
// memory/size_class.c - an allocator with a store of blocks of each size.
//
// Sizes are rounded up to one of a few classes, whose blocks come from slabs
// (memory/slab.h). Each CPU has some blocks of each class at hand, which it
// takes and puts back without a lock; from time to time it fetches or returns
// several at once. So both take as many steps with a million blocks as with
// one. What is too large for a slab gets frames of its own.

#include "boot/layout.h"
#include "cpu/interrupts.h"
#include "cpu/this_cpu.h"
#include "memory/allocator.h"
#include "memory/ram.h"
#include "memory/region.h"
#include "memory/slab.h"

#define LARGEST (SLAB_ROOM / 2 / BLOCK_ALIGNMENT * BLOCK_ALIGNMENT)

// Close to each other where many fit into a frame; above, what a frame divided
// by a small number leaves.
static struct slab_class classes[] = {
    SLAB_CLASS(32),   SLAB_CLASS(48),   SLAB_CLASS(64),      SLAB_CLASS(80),
    SLAB_CLASS(96),   SLAB_CLASS(112),  SLAB_CLASS(128),     SLAB_CLASS(160),
    SLAB_CLASS(192),  SLAB_CLASS(224),  SLAB_CLASS(256),     SLAB_CLASS(304),
    SLAB_CLASS(368),  SLAB_CLASS(448),  SLAB_CLASS(576),     SLAB_CLASS(800),
    SLAB_CLASS(1008), SLAB_CLASS(1344), SLAB_CLASS(LARGEST),
};
#define NCLASSES ARRAY_LENGTH(classes)

// [i] By size / BLOCK_ALIGNMENT, rounded up.
static uint8_t class_for[LARGEST / BLOCK_ALIGNMENT + 1];

#define AT_HAND_MAX 32

// The blocks of one class that a CPU has at hand: at most what a slab holds, so
// that many small ones or few large ones lie idle there.
struct at_hand {
    uint32_t count, max; // max: even
    void *blocks[AT_HAND_MAX];
};

// A function apart, so that the frequent way need not save registers for it.
#define RARE __attribute__((noinline))

static struct at_hand boot_cpu_at_hand[NCLASSES];

// All that is mapped of the direct map might hold a block.
static struct region direct_map; // [i]

void size_class_init(void)
{
    size_t size = 0;
    for (size_t i = 0; i < NCLASSES; i++) {
        slab_class_init(&classes[i]);
        boot_cpu_at_hand[i].max =
            (uint32_t)min(classes[i].count / 2 * 2, AT_HAND_MAX);
        for (; size <= classes[i].nbytes; size += BLOCK_ALIGNMENT) {
            class_for[size / BLOCK_ALIGNMENT] = (uint8_t)i;
        }
    }
    direct_map.start = DIRECT_MAP_BASE;
    direct_map.end = DIRECT_MAP_BASE + ram_end(DIRECT_MAP_SIZE);
    this_cpu()->at_hand = boot_cpu_at_hand;
}

// Returns the last `count` blocks of a hand.
static void put_back(size_t i, struct at_hand *hand, size_t count)
{
    hand->count -= (uint32_t)count;
    slab_put(&classes[i], hand->blocks + hand->count, count);
}

static void size_class_trim(void)
{
    for (size_t i = 0; i < NCLASSES; i++) {
        bool were_on = interrupts_off();
        struct at_hand *hand = &this_cpu()->at_hand[i];
        put_back(i, hand, hand->count);
        interrupts_restore(were_on);
        slab_trim(&classes[i]);
    }
}

static void fill_half(size_t i, struct at_hand *hand)
{
    hand->count = (uint32_t)slab_take(&classes[i], hand->blocks, hand->max / 2);
}

// Fetches half a hand of blocks to an empty one and takes one of them. If there
// is no memory, what the other classes keep may do.
static RARE void *fetch(size_t i, struct at_hand *hand, bool were_on)
{
    fill_half(i, hand);
    if (hand->count == 0) {
        size_class_trim();
        fill_half(i, hand);
    }
    void *block = hand->count > 0 ? hand->blocks[--hand->count] : NULL;
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

static void *size_class_alloc(size_t nbytes)
{
    if (nbytes > LARGEST) {
        return take_large(nbytes);
    }
    size_t i = class_for[(nbytes + BLOCK_ALIGNMENT - 1) / BLOCK_ALIGNMENT];
    bool were_on = interrupts_off();
    struct at_hand *hand = &this_cpu()->at_hand[i];
    if (hand->count == 0) {
        return fetch(i, hand, were_on);
    }
    void *block = hand->blocks[--hand->count];
    interrupts_restore(were_on);
    return block;
}

static RARE void make_room(size_t i, struct at_hand *hand, void *block,
                           bool were_on)
{
    put_back(i, hand, hand->max / 2);
    hand->blocks[hand->count++] = block;
    interrupts_restore(were_on);
}

static void size_class_free(void *block)
{
    struct slab_class *class = slab_of(block)->class;
    if (class == NULL) {
        slab_put_large(block);
        return;
    }
    size_t i = (size_t)(class - classes);
    bool were_on = interrupts_off();
    struct at_hand *hand = &this_cpu()->at_hand[i];
    if (hand->count == hand->max) {
        make_room(i, hand, block, were_on);
        return;
    }
    hand->blocks[hand->count++] = block;
    interrupts_restore(were_on);
}

static size_t size_class_size(const void *block)
{
    const struct slab *slab = slab_of(block);
    return slab->class != NULL ? slab->class->nbytes
                               : slab->npages * PAGE_SIZE - sizeof(*slab);
}

static bool size_class_is_block(const void *address)
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

static void size_class_measure(struct allocator_usage *usage)
{
    size_t nframes;
    bool were_on = interrupts_off();
    slab_measure(&nframes, &usage->nblocks);
    usage->nbytes_held = nframes * PAGE_SIZE;
    usage->nholes = 0;
    for (size_t i = 0; i < NCLASSES; i++) {
        size_t at_hand = this_cpu()->at_hand[i].count;
        usage->nblocks -= at_hand;
        usage->nholes += slab_count_free(&classes[i]) + at_hand;
    }
    interrupts_restore(were_on);
}

const struct allocator size_class_allocator = {
    .name = "size classes",
    .keeps_blocks = true,
    .memory = &direct_map,
    .alloc = size_class_alloc,
    .free = size_class_free,
    .size = size_class_size,
    .is_block = size_class_is_block,
    .trim = size_class_trim,
    .measure = size_class_measure,
};
