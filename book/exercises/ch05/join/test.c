// SPDX-License-Identifier: MIT

#include "boot/layout.h"
#include "memory/frame.h"
#include "memory/kernel_space.h"
#include "test/runner.h"
#include "trap/trap.h"
#include "x86/cpu.h"

#define NPAGES (LARGE_PAGE_SIZE / PAGE_SIZE)
#define LARGE  (HEAP_BASE + 3 * LARGE_PAGE_SIZE)
#define RIGHTS (PTE_WRITE | PTE_NX)

#define PTE_ACCESSED (UINT64_C(1) << 5)
#define PTE_DIRTY    (UINT64_C(1) << 6)

static uintptr_t page(size_t i)
{
    return LARGE + i * PAGE_SIZE;
}

static size_t size_at(uintptr_t va)
{
    struct translation found = {.page_size = 0};
    space_translate(kernel_space(), va, &found);
    return found.page_size;
}

static void map(size_t i, paddr_t pa, size_t npages)
{
    EXPECT_EQUAL(space_map(kernel_space(), page(i), pa, npages, RIGHTS), 0);
}

static void protect(size_t i, size_t npages, pte_t rights)
{
    EXPECT_EQUAL(space_protect(kernel_space(), page(i), npages, rights), 0);
}

static void unmap(size_t i, size_t npages)
{
    EXPECT_EQUAL(space_unmap(kernel_space(), page(i), npages), 0);
}

static paddr_t frame_at(paddr_t start, size_t i)
{
    return (paddr_t){start.raw + i * PAGE_SIZE};
}

// The entry of the PD for LARGE.
static pte_t large_entry(void)
{
    pte_t *table = phys_to_virt((paddr_t){read_cr3() & PTE_ADDRESS});
    for (unsigned level = 4; level > 2; level--) {
        pte_t entry = table[PAGE_TABLE_INDEX(LARGE, level)];
        table = phys_to_virt((paddr_t){entry & PTE_ADDRESS});
    }
    return table[PAGE_TABLE_INDEX(LARGE, 2)];
}

// --- writing, and pages that refuse it ---

static size_t nfaults;
static uintptr_t landing;

static void count_and_land(struct trap_frame *frame)
{
    nfaults++;
    frame->rip = landing;
}

// Writes to each page; returns how many let it.
static size_t write_to_all(void)
{
    nfaults = 0;
    trap_handler *was = trap_set_handler(VECTOR_PAGE_FAULT, count_and_land);
    for (size_t i = 0; i < NPAGES; i++) {
        __asm__ volatile("lea 1f(%%rip), %%rax\n"
                         "mov %%rax, %0\n"
                         "mov %2, (%1)\n1:"
                         : "=m"(landing)
                         : "r"(page(i)), "r"(i)
                         : "rax", "memory");
    }
    trap_set_handler(VECTOR_PAGE_FAULT, was);
    return NPAGES - nfaults;
}

static void expect_contents(void)
{
    for (size_t i = 0; i < NPAGES; i++) {
        EXPECT_EQUAL(*(volatile size_t *)page(i), i);
    }
}

// --- the test ---

// One by one, in an odd order, and each is used at once.
static void map_one_by_one(paddr_t start)
{
    for (size_t n = 0; n < NPAGES; n++) {
        size_t i = (n * 77 + 300) % NPAGES;
        EXPECT_EQUAL(size_at(LARGE) == LARGE_PAGE_SIZE, false);
        map(i, frame_at(start, i), 1);
        *(volatile size_t *)page(i) = i;
    }
}

static void change_and_change_back(paddr_t other)
{
    size_t joined = frame_nfree();
    struct translation found;

    protect(200, 1, PTE_NX);
    EXPECT_EQUAL(size_at(LARGE), PAGE_SIZE);
    EXPECT_EQUAL(frame_nfree(), joined - 1);
    EXPECT_EQUAL(write_to_all(), NPAGES - 1); // each is in the TLB, small
    protect(200, 1, RIGHTS);
    EXPECT_EQUAL(size_at(LARGE), LARGE_PAGE_SIZE);
    EXPECT_EQUAL(frame_nfree(), joined);
    EXPECT_EQUAL(large_entry() & PTE_DIRTY, PTE_DIRTY);
    EXPECT_EQUAL(large_entry() & PTE_ACCESSED, PTE_ACCESSED);
    protect(0, NPAGES, PTE_NX);
    EXPECT_EQUAL(write_to_all(), 0);
    protect(0, NPAGES, RIGHTS);
    EXPECT_EQUAL(write_to_all(), NPAGES);
    expect_contents();

    // A page that leads elsewhere, or nowhere.
    protect(0, 10, PTE_NX);
    unmap(5, 1);
    protect(0, NPAGES, RIGHTS);
    EXPECT_EQUAL(size_at(LARGE), PAGE_SIZE);
    map(5, other, 1);
    EXPECT_EQUAL(size_at(LARGE), PAGE_SIZE);
    EXPECT(space_translate(kernel_space(), page(5), &found));
    EXPECT_EQUAL(found.address.raw, other.raw);
    unmap(5, 1);
}

TEST(large_pages_come_back)
{
    paddr_t run, other;
    size_t before = frame_nfree();
    if (!EXPECT(frame_alloc_run(2 * NPAGES, UINT64_MAX, &run)) ||
        !EXPECT(frame_alloc(&other))) {
        return;
    }
    size_t nfree = frame_nfree();
    paddr_t start = {align_up(run.raw, LARGE_PAGE_SIZE)};

    map_one_by_one(start);
    EXPECT_EQUAL(size_at(LARGE), LARGE_PAGE_SIZE);
    EXPECT_EQUAL(frame_nfree(), nfree - 1); // a PD
    expect_contents();
    change_and_change_back(other);
    map(5, frame_at(start, 5), 1);
    EXPECT_EQUAL(size_at(LARGE), LARGE_PAGE_SIZE);
    expect_contents();
    EXPECT_EQUAL(write_to_all(), NPAGES);
    unmap(0, NPAGES);
    EXPECT_EQUAL(write_to_all(), 0);
    EXPECT_EQUAL(frame_nfree(), nfree - 1);

    // One behind the other, but not from a multiple of 2 MiB on.
    for (size_t i = 0; i < NPAGES; i++) {
        map(i, frame_at(start, i + 1), 1);
    }
    EXPECT_EQUAL(size_at(LARGE), PAGE_SIZE);
    unmap(0, NPAGES);
    // Two ranges: the end of one table, a whole one, the start of a third.
    map(0, start, NPAGES);
    map(NPAGES + 1, start, NPAGES - 1);
    protect(NPAGES / 2, NPAGES, PTE_NX);
    EXPECT_EQUAL(size_at(LARGE), PAGE_SIZE);
    protect(0, 2 * NPAGES, PTE_NX);
    EXPECT_EQUAL(size_at(LARGE), LARGE_PAGE_SIZE);
    EXPECT_EQUAL(size_at(page(NPAGES + 1)), PAGE_SIZE);
    unmap(0, 2 * NPAGES);

    frame_free_run(run, 2 * NPAGES);
    frame_free(other);
    EXPECT_EQUAL(frame_nfree(), before - 2); // the PD, and the third's table
}
