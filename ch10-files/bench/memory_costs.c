// SPDX-License-Identifier: MIT
// bench/memory_costs.c - frames, pages and the screen.

#include "bench/costs.h"
#include "boot/layout.h"
#include "console/vga.h"
#include "cpu/spinlock.h"
#include "lib/panic.h"
#include "memory/frame.h"
#include "memory/kernel_space.h"
#include "test/bench.h"
#include "x86/cpu.h"

#define COUNT     1000
#define NHOLES    1000
#define NNEWLINES 256
#define RIGHTS    (PTE_WRITE | PTE_NX)

static struct spinlock lock = {.name = "bench"};
static paddr_t frames[COUNT];
static const paddr_t some = {16 * MIB}; // what is mapped is never touched
static struct translation found;
static char newlines[NNEWLINES + 1];

static uintptr_t page(size_t i)
{
    return HEAP_BASE + GIB + i * PAGE_SIZE;
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

static void fail_to_take_run(void)
{
    KASSERT(!frame_alloc_run(16, UINT64_MAX, &frames[0]));
}

static void print_newlines(void)
{
    kprintf("%s", newlines);
}

// Each frame that is taken holds the address of the one taken before it.
static paddr_t newest;

static paddr_t *link_in(paddr_t frame)
{
    return phys_to_virt(frame);
}

void tear_memory(size_t nholes)
{
    newest.raw = 0;
    for (paddr_t frame; frame_alloc(&frame); newest = frame) {
        *link_in(frame) = newest;
    }
    // Neighbours were taken one after the other.
    paddr_t kept = newest;
    for (size_t i = 0; i < nholes; i++) {
        paddr_t hole = *link_in(kept);
        paddr_t next = *link_in(hole);
        *link_in(kept) = next;
        frame_free(hole);
        kept = next;
    }
}

void mend_memory(void)
{
    while (newest.raw != 0) {
        paddr_t frame = newest;
        newest = *link_in(frame);
        frame_free(frame);
    }
}

void measure_memory(void)
{
    memset(newlines, '\n', NNEWLINES);
    cli();
    BENCH("spin_lock and spin_unlock", COUNT,
          (spin_lock(&lock), spin_unlock(&lock)));
    // The emulator gets a frame's memory when it is first written to.
    for (size_t i = 0; i < COUNT; i++) {
        take(i);
    }
    for (size_t i = 0; i < COUNT; i++) {
        frame_free(frames[i]);
    }
    BENCH("frame_alloc, of which 512 clear the frame", COUNT, take(i));
    BENCH("frame_free", COUNT, frame_free(frames[i]));
    BENCH("frame_alloc_run and _free of 16 below 16 MiB", COUNT, take_run());

    map(0, 1); // makes the tables, which stay
    BENCH("map a page", 500, map(1 + i, 1));
    BENCH("translate a page", 500,
          space_translate(kernel_space(), page(1 + i), &found));
    BENCH("protect a page", 500,
          KASSERT(space_protect(kernel_space(), page(1 + i), 1, PTE_NX) == 0));
    BENCH("unmap a page", 500, unmap(1 + i, 1));
    BENCH("map and unmap 500 pages in one call each", 1,
          (map(1, 500), unmap(1, 500)));
    unmap(0, 1);
    vga_write(newlines, NNEWLINES); // the cursor is on the last row now
    BENCH("a newline that scrolls the screen", 360, vga_write("\n", 1));
    sti();
    measure_interrupts_off("interrupts off, longest: kprintf of 256 newlines",
                           print_newlines);
    tear_memory(NHOLES);
    BENCH("a run of 16 frames, none among 1,000 holes", 100,
          fail_to_take_run());
    measure_interrupts_off("interrupts off, longest: a run that fails",
                           fail_to_take_run);
    mend_memory();
}
