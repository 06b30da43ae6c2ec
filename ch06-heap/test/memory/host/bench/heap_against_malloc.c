// SPDX-License-Identifier: MIT
// Two of the heap's allocators (bump, which uses nothing twice, would need too
// much memory) and the C library's malloc, on the same calls, in one run on the
// computer that compiles: `make bench`. Nanoseconds differ from computer to
// computer; only their ratio is of interest.
// With: memory/heap.c memory/bump.c memory/free_list.c memory/size_class.c
// With: memory/slab.c base/string.c
// Flags: -include test/memory/host/host_machine.h

#include "memory/heap.h"
#include "test/memory/host/host_frames.h"

#include <time.h>

#define NSLOTS 20000 // half of them are in use at a time
#define NSTEPS 400000
#define NRUNS  5 // the fastest counts: the others were disturbed

static struct {
    uint8_t *memory;
    uint32_t nbytes;
} slots[NSLOTS];

static uint32_t random_state;

static uint32_t random_below(uint32_t limit)
{
    random_state = random_state * 1664525 + 1013904223;
    return (random_state >> 8) % limit;
}

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

// Returns nanoseconds a step; after NSTEPS steps all blocks are freed.
static double run(void *(*take)(size_t), void (*put_back)(void *))
{
    random_state = 1;
    double start = now();
    for (int step = 0; step < NSTEPS; step++) {
        uint32_t i = random_below(NSLOTS);
        if (slots[i].memory != NULL) {
            put_back(slots[i].memory);
            slots[i].memory = NULL;
            continue;
        }
        uint32_t nbytes = 1 + random_below(2048u >> random_below(7));
        slots[i].memory = take(nbytes);
        if (slots[i].memory == NULL) {
            puts("there is no memory for the blocks");
            exit(1);
        }
        slots[i].memory[0] = 1;
    }
    for (int i = 0; i < NSLOTS; i++) {
        if (slots[i].memory != NULL) {
            put_back(slots[i].memory);
            slots[i].memory = NULL;
        }
    }
    return (now() - start) / NSTEPS;
}

static void measure(const char *name, void *(*take)(size_t),
                    void (*put_back)(void *))
{
    double best = run(take, put_back);
    for (int i = 1; i < NRUNS; i++) {
        double time = run(take, put_back);
        best = time < best ? time : best;
    }
    printf("  %-24s%8.0f\n", name, best);
}

int main(void)
{
    static const struct allocator *const allocators[] = {
        &free_list_allocator,
        &size_class_allocator,
    };
    start_machine();
    heap_init("");
    puts("the same on this computer, nanoseconds a call:");
    for (size_t i = 0; i < ARRAY_LENGTH(allocators); i++) {
        heap_use(allocators[i]);
        measure(allocators[i]->name, kmalloc, kfree);
    }
    measure("the C library's malloc", malloc, free);
    return 0;
}
