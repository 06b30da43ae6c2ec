// SPDX-License-Identifier: MIT
// bench.c - what memory costs, in instructions: `make bench`.

#include "base/chapter.h"
#include "boot/layout.h"
#include "lib/panic.h"
#include "memory/frame.h"
#include "memory/kernel_space.h"
#include "test/bench.h"
#include "x86/cpu.h"

#define COUNT  1000
#define RIGHTS (PTE_WRITE | PTE_NX)

static paddr_t frames[COUNT];
static const paddr_t some = {16 * MIB}; // what is mapped is never touched
static struct translation found;

static uintptr_t page(size_t i)
{
    return HEAP_BASE + i * PAGE_SIZE;
}

static void take(size_t i)
{
    KASSERT(frame_alloc(&frames[i]));
}

static void map(size_t i, size_t npages)
{
    KASSERT(space_map(kernel_space(), page(i), some, npages, RIGHTS) == 0);
}

static void unmap(size_t i, size_t npages)
{
    KASSERT(space_unmap(kernel_space(), page(i), npages) == 0);
}

static void take_run(void)
{
    KASSERT(frame_alloc_run(16, 16 * MIB, &frames[0]));
    frame_free_run(frames[0], 16);
}

void chapter_run(const char *command_line)
{
    (void)command_line;
    cli();
    kprintf("%zu frames; instructions for one:\n", frame_count());
    BENCH("frame_alloc, of which 512 clear the frame", COUNT, take(i));
    BENCH("frame_free", COUNT, frame_free(frames[i]));
    BENCH("frame_alloc_run and _free of 16 below 16 MiB", COUNT, take_run());

    BENCH("map and unmap a page, and all three tables", COUNT,
          (map(0, 1), unmap(0, 1)));
    map(0, 1); // from here on the tables are there
    BENCH("map a page", 500, map(1 + i, 1));
    BENCH("translate a page", 500,
          space_translate(kernel_space(), page(1 + i), &found));
    BENCH("protect a page", 500,
          KASSERT(space_protect(kernel_space(), page(1 + i), 1, PTE_NX) == 0));
    BENCH("unmap a page", 500, unmap(1 + i, 1));
    BENCH("map and unmap 500 pages in one call each", 1,
          (map(1, 500), unmap(1, 500)));
    bench_end();
}
