// SPDX-License-Identifier: MIT
// bench.c - what the three allocators cost, in instructions: `make bench`.

#include "base/chapter.h"
#include "lib/panic.h"
#include "memory/heap.h"
#include "test/bench.h"
#include "memory/workload.h"
#include "x86/cpu.h"

#define COUNT 1000

static const struct allocator *const allocators[] = {
    &bump_allocator,
    &free_list_allocator,
    &size_class_allocator,
};
static const size_t sizes[] = {16, 64, 256, 1024, 4096, 16384, 65536};

// One block, taken and given back; with another in use, as there always is.
static void measure_pair(size_t nbytes)
{
    void *other = kmalloc(nbytes);
    uint64_t start = rdtsc();
    for (int i = 0; i < COUNT; i++) {
        void *block = kmalloc(nbytes);
        KASSERT(block != NULL);
        kfree(block);
    }
    kprintf("%8lu", (rdtsc() - start) / COUNT);
    kfree(other);
}

static void print_sizes(void)
{
    kprintf("%-16s", "bytes");
    for (size_t i = 0; i < ARRAY_LENGTH(sizes); i++) {
        kprintf("%8zu", sizes[i]);
    }
    kprintf("\n");
}

static void measure_mix(size_t nslots)
{
    // By what a pair of rdtsc adds to each call.
    struct workload mix = {nslots, 20 * nslots, 2048};
    struct workload_result result = workload_run(&mix);
    KASSERT(result.nblocks_damaged == 0);
    uint64_t each = result.ticks / result.ncalls - BENCH_RDTSC;
    kprintf("  %-14s%12lu%12zu%%%12zu%12zu\n", heap_allocator()->name, each,
            (result.nbytes_held - result.nbytes_asked) * 100 /
                result.nbytes_asked,
            result.nfailed, result.nholes_at_end);
}

// 16,000 bytes, taken and given back, while the memory is torn by so many holes
// of half the size.
static void measure_torn(size_t nholes)
{
    void **blocks = kmalloc(2 * nholes * sizeof(*blocks));
    for (size_t i = 0; i < 2 * nholes; i++) {
        blocks[i] = kmalloc(8000);
        KASSERT(blocks[i] != NULL);
    }
    for (size_t i = 0; i < 2 * nholes; i += 2) {
        kfree(blocks[i]);
    }
    kprintf("16,000 bytes among %5zu holes, %-14s", nholes,
            heap_allocator()->name);
    measure_pair(16000);
    kprintf("\n");
    for (size_t i = 1; i < 2 * nholes; i += 2) {
        kfree(blocks[i]);
    }
    kfree(blocks);
}

void chapter_run(const char *command_line)
{
    (void)command_line;
    cli();
    kprintf("kmalloc and kfree, instructions for both:\n");
    print_sizes();
    for (size_t i = 0; i < ARRAY_LENGTH(allocators); i++) {
        heap_use(allocators[i]);
        kprintf("  %-14s", heap_allocator()->name);
        for (size_t j = 0; j < ARRAY_LENGTH(sizes); j++) {
            measure_pair(sizes[j]);
        }
        kprintf("\n");
    }
    for (size_t nslots = 200; nslots <= 20000; nslots *= 10) {
        kprintf("%zu blocks in use, of 1 to 2048 bytes:\n", nslots / 2);
        kprintf("  %-14s%12s%13s%12s%12s\n", "", "each call", "overhead",
                "refused", "holes left");
        for (size_t i = 0; i < ARRAY_LENGTH(allocators); i++) {
            heap_use(allocators[i]);
            measure_mix(nslots);
        }
    }
    for (size_t nholes = 50; nholes <= 5000; nholes *= 100) {
        for (size_t i = 1; i < ARRAY_LENGTH(allocators); i++) {
            heap_use(allocators[i]);
            measure_torn(nholes);
        }
    }
    bench_end();
}
