// SPDX-License-Identifier: MIT
// bench/heap_costs.c - blocks of the heap.

#include "bench/costs.h"
#include "lib/panic.h"
#include "memory/heap.h"
#include "test/bench.h"

#define COUNT      2000
#define NBLOCKS    100
#define NBYTES_MAX 2048
#define NHOLES     1000

static void *blocks[NBLOCKS];
static uint32_t seed = 1;

static void *take(size_t nbytes)
{
    void *block = kmalloc(nbytes);
    KASSERT(block != NULL);
    return block;
}

static void replace_block(size_t i)
{
    seed = seed * 1664525 + 1013904223; // Numerical Recipes, "Quick and Dirty"
    kfree(blocks[i % NBLOCKS]);
    blocks[i % NBLOCKS] = take(1 + (seed >> 16) % NBYTES_MAX);
}

static void fail_to_take(void)
{
    KASSERT(kmalloc(65536) == NULL);
}

void measure_heap(void)
{
    void *other = take(64); // as there always is
    BENCH("kmalloc and kfree of 64 bytes", COUNT, kfree(take(64)));
    kfree(other);
    BENCH("kmalloc and kfree of 4096 bytes", COUNT, kfree(take(4096)));
    for (size_t i = 0; i < NBLOCKS; i++) {
        replace_block(i);
    }
    BENCH("kfree and kmalloc, 1 to 2048 bytes, 100 in use", COUNT,
          replace_block(i));
    for (size_t i = 0; i < NBLOCKS; i++) {
        kfree(blocks[i]);
    }
    tear_memory(NHOLES);
    measure_interrupts_off("interrupts off, longest: kmalloc that fails",
                           fail_to_take);
    mend_memory();
}
