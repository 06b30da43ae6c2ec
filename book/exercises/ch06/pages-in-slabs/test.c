// SPDX-License-Identifier: MIT

#include "base/list.h"
#include "base/required.h"
#include "boot/layout.h"
#include "boot/paging.h"
#include "memory/frame.h"
#include "memory/heap.h"
#include "test/runner.h"

#define NBLOCKS 1000
#define BEFORE  16 // bytes of the allocator's block before the caller's

static uint8_t *blocks[NBLOCKS];

static size_t nframes_held(void)
{
    struct allocator_usage usage;
    heap_allocator()->measure(&usage);
    return usage.nbytes_held / PAGE_SIZE;
}

static size_t nbytes_of(size_t i, size_t nbytes, size_t step)
{
    return nbytes + i % 50 * step;
}

// What an owner may do: he writes what looks like the start of another slab to
// the start of each page of his.
static void pretend(uint8_t *block, size_t nbytes, const void *other)
{
    uintptr_t page = align_up((uintptr_t)block, PAGE_SIZE);
    for (; page + 64 <= (uintptr_t)block + nbytes; page += PAGE_SIZE) {
        memcpy((void *)page, (void *)align_down((uintptr_t)other, PAGE_SIZE),
               64);
    }
}

static void take(size_t count, size_t nbytes, size_t step)
{
    for (size_t i = 0; i < count; i++) {
        blocks[i] = kmalloc(nbytes_of(i, nbytes, step));
        if (EXPECT(blocks[i] != NULL)) {
            memset(blocks[i], (int)i, nbytes_of(i, nbytes, step));
        }
    }
}

static void check(size_t count, size_t nbytes, size_t step)
{
    size_t ndamaged = 0;
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < nbytes_of(i, nbytes, step); j++) {
            ndamaged += blocks[i][j] != (uint8_t)i;
        }
    }
    EXPECT_EQUAL(ndamaged, 0);
}

// In an order in which slabs become partly free, and empty, in turns.
static void free_some(size_t count)
{
    for (size_t i = 0; i < count; i += 3) {
        kfree(blocks[i]);
        blocks[i] = NULL;
    }
    for (size_t i = count; i-- > 0;) {
        kfree(blocks[i]);
    }
}

static void try_thousand(void)
{
    void *small = kmalloc(16);
    size_t before = nframes_held();
    take(NBLOCKS, 4096, 0);
    EXPECT(nframes_held() - before <= 1250);
    check(NBLOCKS, 4096, 0);
    for (size_t i = 0; i < NBLOCKS; i++) {
        const struct allocator *heap = heap_allocator();
        EXPECT(heap->is_block(blocks[i] - BEFORE));
        pretend(blocks[i], 4096, small);
        size_t nfound = 0;
        for (size_t j = 16; j < 4096; j += 16) {
            nfound += heap->is_block(blocks[i] - BEFORE + j);
        }
        EXPECT_EQUAL(nfound, 0);
    }
    free_some(NBLOCKS);
    kfree(small);
}

static void try_sizes(void)
{
    for (size_t nbytes = 1900; nbytes < 5000; nbytes += 100) {
        take(200, nbytes, 13);
        check(200, nbytes, 13);
        free_some(200);
    }
    take(100, 2000, 40); // small ones, ours and larger ones at once
    for (size_t i = 0; i < 100; i++) {
        blocks[i] = krealloc(blocks[i], nbytes_of(i, 1900, 50));
        size_t nbytes = min(nbytes_of(i, 1900, 50), nbytes_of(i, 2000, 40));
        EXPECT(blocks[i][0] == i && blocks[i][nbytes - 1] == i);
    }
    free_some(100);
    for (size_t alignment = 16; alignment <= PAGE_SIZE; alignment *= 2) {
        uint8_t *block = kmalloc_aligned(4096, alignment);
        EXPECT(is_aligned((uintptr_t)block, alignment));
        kfree(block);
    }
}

// --- torn memory ---

static paddr_t taken; // frames, each of which holds the next

static void keep(paddr_t frame)
{
    *(paddr_t *)phys_to_virt(frame) = taken;
    taken = frame;
}

// Afterwards no more than two free frames lie beside each other.
static void tear_memory(void)
{
    static struct list pairs;
    paddr_t frame;
    size_t ntriples = 0;
    list_init(&pairs);
    while (frame_alloc_run(3, UINT64_MAX, &frame)) {
        struct list_node *node = phys_to_virt(frame);
        list_push_front(&pairs, node);
        ntriples++;
    }
    while (frame_alloc(&frame)) {
        keep(frame);
    }
    while (!list_is_empty(&pairs)) {
        struct list_node *node = pairs.head.next;
        list_remove(node);
        paddr_t pair = {(uintptr_t)node - DIRECT_MAP_BASE};
        keep((paddr_t){pair.raw + 2 * PAGE_SIZE});
        frame_free_run(pair, 2);
    }
    EXPECT(ntriples > 2 * NBLOCKS);
}

static void try_torn_memory(void)
{
    tear_memory();
    size_t nfree = frame_nfree();
    take(NBLOCKS, 4096, 0);
    check(NBLOCKS, 4096, 0);
    free_some(NBLOCKS);
    heap_allocator()->trim();
    EXPECT_EQUAL(frame_nfree(), nfree);
    while (taken.raw != 0) {
        paddr_t next = *(paddr_t *)phys_to_virt(taken);
        frame_free(taken);
        taken = next;
    }
}

TEST(blocks_of_a_page_waste_little)
{
    size_t before = frame_nfree();
    try_thousand();
    heap_allocator()->trim();
    EXPECT_EQUAL(frame_nfree(), before);
    try_sizes();
    heap_allocator()->trim();
    EXPECT_EQUAL(frame_nfree(), before);
    try_torn_memory();
    EXPECT_EQUAL(frame_nfree(), before);
}
