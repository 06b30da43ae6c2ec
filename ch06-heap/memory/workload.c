// SPDX-License-Identifier: MIT
// memory/workload.c - the same work for each allocator, to compare them by.

#include "memory/workload.h"

#include "boot/layout.h"
#include "boot/paging.h"
#include "lib/panic.h"
#include "memory/frame.h"
#include "memory/heap.h"
#include "x86/cpu.h"

struct slot {
    uint8_t *block; // NULL: empty
    size_t nbytes;
};

static uint32_t random_state;

static uint32_t random_below(size_t limit)
{
    random_state = random_state * 1664525 + 1013904223;
    return (uint32_t)((random_state >> 8) % limit);
}

// Small ones are more frequent, as they are in programs.
static size_t random_size(size_t nbytes_max)
{
    size_t limit = nbytes_max;
    for (uint32_t halvings = random_below(7); halvings > 0; halvings--) {
        limit /= 2;
    }
    return 1 + random_below(max(limit, 1));
}

static void fill(struct slot *slot, size_t nbytes,
                 struct workload_result *result)
{
    uint64_t start = rdtsc();
    slot->block = kmalloc(nbytes);
    result->ticks += rdtsc() - start;
    result->ncalls++;
    if (slot->block == NULL) {
        result->nfailed++;
        return;
    }
    slot->nbytes = nbytes;
    slot->block[0] = (uint8_t)nbytes;
    slot->block[nbytes - 1] = (uint8_t)nbytes;
}

static void empty(struct slot *slot, struct workload_result *result)
{
    uint8_t mark = (uint8_t)slot->nbytes;
    result->nblocks_damaged +=
        slot->block[0] != mark || slot->block[slot->nbytes - 1] != mark;
    uint64_t start = rdtsc();
    kfree(slot->block);
    result->ticks += rdtsc() - start;
    result->ncalls++;
    slot->block = NULL;
}

static void note_peak(size_t nbytes_in_use, struct workload_result *result)
{
    struct allocator_usage usage;
    heap_allocator()->measure(&usage);
    if (usage.nbytes_held > result->nbytes_held) {
        result->nbytes_held = usage.nbytes_held;
        result->nbytes_asked = nbytes_in_use;
    }
}

struct workload_result workload_run(const struct workload *workload)
{
    struct workload_result result = {0};
    struct allocator_usage usage;
    size_t nframes =
        align_up(workload->nslots * sizeof(struct slot), PAGE_SIZE) / PAGE_SIZE;
    size_t nbytes_in_use = 0;
    paddr_t memory;
    if (!frame_alloc_run(nframes, UINT64_MAX, &memory)) {
        panic("not enough memory for the list of blocks");
    }
    struct slot *slots = phys_to_virt(memory);
    random_state = 1;
    for (size_t step = 0; step < workload->nsteps; step++) {
        struct slot *slot = &slots[random_below(workload->nslots)];
        if (slot->block != NULL) {
            nbytes_in_use -= slot->nbytes;
            empty(slot, &result);
            continue;
        }
        fill(slot, random_size(workload->nbytes_max), &result);
        if (slot->block != NULL) {
            nbytes_in_use += slot->nbytes;
            note_peak(nbytes_in_use, &result);
        }
    }
    for (size_t i = 0; i < workload->nslots; i++) {
        if (slots[i].block != NULL) {
            empty(&slots[i], &result);
        }
    }
    heap_allocator()->measure(&usage);
    result.nholes_at_end = usage.nholes;
    frame_free_run(memory, nframes);
    return result;
}
