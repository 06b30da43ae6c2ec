// SPDX-License-Identifier: MIT
// bench/allocator_costs.c - the three allocators, beside each other.

#include "bench/costs.h"
#include "lib/panic.h"
#include "memory/heap.h"
#include "memory/workload.h"
#include "test/bench.h"
#include "x86/cpu.h"

#define COUNT      1000
#define NBYTES_MAX 2048

static const struct allocator *const allocators[] = {
    &bump_allocator,
    &free_list_allocator,
    &size_class_allocator,
};
static const size_t sizes[] = {16, 64, 256, 1024, 4096, 16384, 65536};

static void print(const char *what, size_t number, const char *behind,
                  uint64_t total, size_t count)
{
    char name[BENCH_WIDTH + 1];
    snprintf(name, sizeof(name), "%s: %s %zu %s", heap_allocator()->name, what,
             number, behind);
    bench_print(name, total, count);
}

// One block, taken and freed; with another in use, as there always is.
static uint64_t measure_pairs(size_t nbytes)
{
    void *other = kmalloc(nbytes);
    uint64_t start = rdtsc();
    for (int i = 0; i < COUNT; i++) {
        void *block = kmalloc(nbytes);
        KASSERT(block != NULL);
        kfree(block);
    }
    uint64_t total = rdtsc() - start;
    kfree(other);
    return total;
}

static struct workload_result measure_mix(size_t nslots)
{
    struct workload mix = {nslots, 20 * nslots, NBYTES_MAX};
    struct workload_result result = workload_run(&mix);
    KASSERT(result.nblocks_damaged == 0);
    print("a call,", nslots / 2, "blocks in use",
          result.ticks - result.ncalls * BENCH_RDTSC, result.ncalls);
    return result;
}

static void print_overhead(size_t nslots,
                           const struct workload_result results[])
{
    kprintf("%zu blocks in use, of 1 to %d bytes:\n", nslots / 2, NBYTES_MAX);
    kprintf("  %-14s%13s%12s%12s\n", "", "overhead", "refused", "holes left");
    for (size_t i = 0; i < ARRAY_LENGTH(allocators); i++) {
        const struct workload_result *result = &results[i];
        kprintf("  %-14s%12zu%%%12zu%12zu\n", allocators[i]->name,
                (result->nbytes_held - result->nbytes_asked) * 100 /
                    result->nbytes_asked,
                result->nfailed, result->nholes_at_end);
    }
}

static void measure_mixes(void)
{
    static struct workload_result results[3][ARRAY_LENGTH(allocators)];
    static const size_t nslots[] = {200, 2000, 20000};
    for (size_t i = 0; i < ARRAY_LENGTH(nslots); i++) {
        for (size_t j = 0; j < ARRAY_LENGTH(allocators); j++) {
            heap_use(allocators[j]);
            results[i][j] = measure_mix(nslots[i]);
        }
    }
    for (size_t i = 0; i < ARRAY_LENGTH(nslots); i++) {
        print_overhead(nslots[i], results[i]);
    }
}

// 16,000 bytes, allocated and freed, while so many holes of half the size
// fragment the memory.
static void measure_fragmented(size_t nholes)
{
    void **blocks = kmalloc(2 * nholes * sizeof(*blocks));
    for (size_t i = 0; i < 2 * nholes; i++) {
        blocks[i] = kmalloc(8000);
        KASSERT(blocks[i] != NULL);
    }
    for (size_t i = 0; i < 2 * nholes; i += 2) {
        kfree(blocks[i]);
    }
    print("16,000 bytes among", nholes, "holes", measure_pairs(16000), COUNT);
    for (size_t i = 1; i < 2 * nholes; i += 2) {
        kfree(blocks[i]);
    }
    kfree(blocks);
}

void measure_allocators(void)
{
    cli();
    for (size_t i = 0; i < ARRAY_LENGTH(allocators); i++) {
        heap_use(allocators[i]);
        for (size_t j = 0; j < ARRAY_LENGTH(sizes); j++) {
            print("kmalloc and kfree of", sizes[j], "bytes",
                  measure_pairs(sizes[j]), COUNT);
        }
    }
    measure_mixes();
    for (size_t nholes = 50; nholes <= 5000; nholes *= 100) {
        for (size_t i = 1; i < ARRAY_LENGTH(allocators); i++) {
            heap_use(allocators[i]);
            measure_fragmented(nholes);
        }
    }
    sti();
}
