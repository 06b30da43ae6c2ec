// SPDX-License-Identifier: MIT
// memory/frame.c - which 4 KiB frames of RAM are free.
//
// Owns two sets of frame numbers (physical address / PAGE_SIZE), guarded by
// frame_lock: `managed` holds the frames that this allocator may allocate, and
// `free_frames` those of them that are free. The sets lie outside the free
// frames, so a write to a free frame cannot corrupt them.
//
// The highest free frame is allocated first. Some devices reach only the low
// addresses, so these are kept for last, and for frame_alloc_run().
//
// Each frame is cleared when it is allocated: its new owner never sees what
// the old one left.

#include "memory/frame.h"

#include "base/kprintf.h"
#include "base/required.h"
#include "boot/layout.h"
#include "boot/paging.h"
#include "cpu/spinlock.h"
#include "lib/panic.h"
#include "memory/bitmap.h"
#include "memory/ram.h"
#include "x86/cpu.h"
#include "x86/registers.h"

// Intel SDM Vol. 2A, "CPUID".
#define CPUID_ADDRESS_SIZES     0x80000008 // eax: bits of a physical address
#define CPUID_EAX_PHYSICAL_BITS 0xFF

#define POISON UINT64_C(0xDEADF8EEDEADF8EE) // not an address, nor a number

static struct spinlock frame_lock = {.name = "frame", .level = LOCK_FRAME};
static struct bitmap managed, free_frames; // [frame_lock]
static size_t nfree;     // [frame_lock] how many are in free_frames
static size_t run_hint;  // [frame_lock] where to look for the next run
static bool is_poisoned; // [frame_lock]

// How many runs of free frames a search tests before it releases frame_lock and
// so lets interrupts come: some 5,000 instructions.
#define RUNS_PER_HOLD 64

static void *memory_of(size_t number)
{
    return phys_to_virt((paddr_t){number * PAGE_SIZE});
}

// Panics if a frame is not RAM: the memory map may call an address available
// where no RAM is installed, and a write there is lost.
static void check_is_memory(size_t first, size_t nframes)
{
    for (size_t number = first; number < first + nframes; number++) {
        volatile uint64_t *word = memory_of(number);
        *word = POISON;
        if (*word != POISON) {
            panic("the memory map is wrong: there is no memory at 0x%lx",
                  number * PAGE_SIZE);
        }
    }
}

static void poison(size_t number)
{
    rep_stos(memory_of(number), POISON, PAGE_SIZE / sizeof(uint64_t));
}

static void check_poison(size_t number)
{
    const uint64_t *words = memory_of(number);
    for (size_t i = 0; i < PAGE_SIZE / sizeof(*words); i++) {
        if (words[i] != POISON) {
            panic("use after free: the free frame's word at 0x%lx holds "
                  "0x%lx",
                  number * PAGE_SIZE + i * sizeof(*words), words[i]);
        }
    }
}

// --- which frames there are ---

// Returns the end of the physical address space: 2 to the power of MAXPHYADDR.
// Intel SDM Vol. 2A, "CPUID"; a CPU without this leaf has 36 bits.
static uint64_t address_end(void)
{
    uint32_t nbits = 36;
    if (cpuid(CPUID_EXTENDED_MAX, 0).eax >= CPUID_ADDRESS_SIZES) {
        nbits = cpuid(CPUID_ADDRESS_SIZES, 0).eax & CPUID_EAX_PHYSICAL_BITS;
    }
    return min(UINT64_C(1) << nbits, DIRECT_MAP_SIZE);
}

// Puts the sets into RAM that is mapped already. Stores which frames they take.
static void place_sets(size_t *first, size_t *nframes)
{
    // RAM at very high addresses needs large sets. While there is no room for
    // them, the upper half of the addresses is left unused.
    uint64_t all = ram_end(address_end()), end = all;
    size_t nwords, nbytes;
    paddr_t place;
    for (;;) {
        nwords = bitmap_nwords(end / PAGE_SIZE);
        nbytes = 2 * nwords * sizeof(uint64_t);
        if (ram_find(nbytes, min(end, DIRECT_MAP_BOOT_SIZE), &place)) {
            break;
        }
        end = align_down(end / 2, PAGE_SIZE);
        if (end == 0) {
            panic("the memory map has no room for the bitmap of free frames");
        }
    }
    if (end < all) {
        log_warn("no room for bitmaps: memory above 0x%lx is left unused", end);
    }
    *first = place.raw / PAGE_SIZE;
    *nframes = align_up(nbytes, PAGE_SIZE) / PAGE_SIZE;
    check_is_memory(*first, *nframes);
    uint64_t *words = phys_to_virt(place);
    bitmap_init(&managed, words, end / PAGE_SIZE);
    bitmap_init(&free_frames, words + nwords, end / PAGE_SIZE);
}

// Adds the RAM that is available and not taken to `managed`.
static void find_managed(void)
{
    struct ram_range range;
    for (struct ram_cursor c = {0}; ram_next_available(&c, &range);) {
        bitmap_add_range(&managed, range.start / PAGE_SIZE,
                         min(range.end / PAGE_SIZE, managed.nbits));
    }
    for (struct ram_cursor c = {0}; ram_next_taken(&c, &range);) {
        bitmap_remove_range(&managed, range.start / PAGE_SIZE,
                            min(range.end / PAGE_SIZE, managed.nbits));
    }
}

// Makes the managed frames in [start, end) free.
static void add_free_frames(size_t start, size_t end)
{
    end = min(end, managed.nbits);
    while ((start = bitmap_next(&managed, start)) < end) {
        size_t gap = bitmap_next_gap(&managed, start, end);
        bitmap_add_range(&free_frames, start, gap);
        nfree += gap - start;
        start = gap;
    }
}

void frame_init(void)
{
    size_t first, nframes;
    spin_lock(&frame_lock);
    place_sets(&first, &nframes);
    find_managed();
    bitmap_remove_range(&managed, first, first + nframes);
    add_free_frames(0, DIRECT_MAP_BOOT_SIZE / PAGE_SIZE);
    spin_unlock(&frame_lock);
}

void frame_add_high_memory(void)
{
    spin_lock(&frame_lock);
    add_free_frames(DIRECT_MAP_BOOT_SIZE / PAGE_SIZE, managed.nbits);
    spin_unlock(&frame_lock);
}

// --- alloc and free ---

static void check_and_clear(size_t first, size_t nframes)
{
    for (size_t i = 0; is_poisoned && i < nframes; i++) {
        check_poison(first + i);
    }
    check_is_memory(first, nframes);
    rep_stos(memory_of(first), 0, nframes * PAGE_SIZE / sizeof(uint64_t));
}

bool frame_alloc(paddr_t *frame)
{
    spin_lock(&frame_lock);
    size_t number = bitmap_last(&free_frames);
    bool is_found = number < free_frames.nbits;
    if (is_found) {
        bitmap_remove(&free_frames, number);
        nfree--;
    }
    spin_unlock(&frame_lock);
    if (is_found) {
        check_and_clear(number, 1);
        frame->raw = number * PAGE_SIZE;
    }
    return is_found;
}

// Allocates the first run in [*start, end), or returns false. Releases the lock
// from time to time: free memory may be very fragmented.
static bool take_run(size_t nframes, size_t *start, size_t end)
{
    size_t gap = *start;
    spin_lock(&frame_lock);
    for (size_t nruns = 1;; nruns++) {
        *start = bitmap_next(&free_frames, gap);
        if (*start >= end || nframes > end - *start) {
            spin_unlock(&frame_lock);
            return false;
        }
        gap = bitmap_next_gap(&free_frames, *start, *start + nframes);
        if (gap == *start + nframes) {
            break;
        }
        if (nruns % RUNS_PER_HOLD == 0) {
            spin_unlock(&frame_lock);
            spin_lock(&frame_lock);
        }
    }
    bitmap_remove_range(&free_frames, *start, gap);
    nfree -= nframes;
    run_hint = gap;
    spin_unlock(&frame_lock);
    return true;
}

bool frame_alloc_run(size_t nframes, uint64_t limit, paddr_t *start)
{
    KASSERT(nframes > 0);
    size_t end = min(limit / PAGE_SIZE, free_frames.nbits);
    // Next fit: the search goes on after the last run, as the free runs before
    // it were too small. The hint may be stale, so no lock is taken to read it.
    size_t hint = run_hint, first = hint;
    if (!take_run(nframes, &first, end)) {
        first = 0;
        if (!take_run(nframes, &first, min(hint + nframes, end))) {
            return false;
        }
    }
    check_and_clear(first, nframes);
    start->raw = first * PAGE_SIZE;
    return true;
}

void frame_free(paddr_t frame)
{
    frame_free_run(frame, 1);
}

void frame_free_run(paddr_t start, size_t nframes)
{
    KASSERT(is_aligned(start.raw, PAGE_SIZE));
    size_t first = start.raw / PAGE_SIZE;
    spin_lock(&frame_lock);
    for (size_t number = first; number < first + nframes; number++) {
        if (!bitmap_has(&managed, number)) {
            panic("free of 0x%lx, which is not a managed frame",
                  number * PAGE_SIZE);
        }
        if (bitmap_has(&free_frames, number)) {
            panic("double free of the frame at 0x%lx", number * PAGE_SIZE);
        }
        if (is_poisoned) {
            poison(number);
        }
    }
    if (nframes == 1) {
        bitmap_add(&free_frames, first);
    } else {
        bitmap_add_range(&free_frames, first, first + nframes);
    }
    nfree += nframes;
    spin_unlock(&frame_lock);
}

bool frame_next_range(uint64_t from, uint64_t *start, uint64_t *end)
{
    size_t first = bitmap_next(&managed, from / PAGE_SIZE);
    size_t gap = bitmap_next_gap(&managed, first, managed.nbits);
    *start = first * PAGE_SIZE;
    *end = gap * PAGE_SIZE;
    return first < gap;
}

size_t frame_nfree(void)
{
    return nfree; // a single word: no lock is needed to read it
}

void frame_poison(void)
{
    spin_lock(&frame_lock);
    is_poisoned = true;
    size_t number = 0;
    while ((number = bitmap_next(&free_frames, number)) < free_frames.nbits) {
        check_is_memory(number, 1);
        poison(number++);
    }
    spin_unlock(&frame_lock);
}
