// SPDX-License-Identifier: MIT
// memory/frame.c - who may have which 4 KiB frame of memory.
//
// Two sets of frame numbers (physical address / PAGE_SIZE), guarded by
// frame_lock: the frames that are memory at all and ours to hand out, and those
// of them that are free. Nothing is written into a free frame, so all that a
// stray write can hit is the sets themselves.
//
// The highest free frame is handed out first. Some devices reach only the low
// addresses, so these are kept for last, and for frame_alloc_run().

#include "memory/frame.h"

#include "base/kprintf.h"
#include "base/required.h"
#include "boot/layout.h"
#include "cpu/spinlock.h"
#include "lib/panic.h"
#include "memory/bitmap.h"
#include "memory/ram.h"
#include "x86/cpu.h"
#include "x86/paging.h"
#include "x86/registers.h"

#define POISON UINT64_C(0xDEADF8EEDEADF8EE) // not an address, nor a number

static struct spinlock frame_lock = {.name = "frame", .level = LOCK_FRAME};
static struct bitmap ours, unused; // [frame_lock]
static size_t nours, nfree;        // [frame_lock] how many are in each
static size_t last_run_end;        // [frame_lock] of take_next_run()
static bool is_poisoned;           // [frame_lock]

static void *memory_of(size_t number)
{
    return phys_to_virt((paddr_t){number * PAGE_SIZE});
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
            panic("memory was written to after it was given back: 0x%lx "
                  "holds 0x%lx",
                  number * PAGE_SIZE + i * sizeof(*words), words[i]);
        }
    }
}

// --- which frames there are ---

// Where memory can end: the CPU has fewer address lines than an entry of a page
// table has bits. Intel SDM Vol. 2A, "CPUID"; one that does not say has 36.
static uint64_t address_end(void)
{
    uint32_t nbits = 36;
    if (cpuid(CPUID_EXTENDED_MAX, 0).eax >= CPUID_ADDRESS_SIZES) {
        nbits = cpuid(CPUID_ADDRESS_SIZES, 0).eax & CPUID_EAX_PHYSICAL_BITS;
    }
    return min(UINT64_C(1) << nbits, DIRECT_MAP_SIZE);
}

// The sets lie in memory themselves, where it is mapped already. Returns where,
// in frames.
static void place_sets(size_t *first, size_t *nframes)
{
    // A map that speaks of memory at very high addresses needs large sets. If
    // they find no place, we do without what lies highest.
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
            panic("no memory to note in which memory is free");
        }
    }
    if (end < all) {
        log_warn("memory above 0x%lx is left unused", end);
    }
    uint64_t *words = phys_to_virt(place);
    bitmap_init(&ours, words, end / PAGE_SIZE);
    bitmap_init(&unused, words + nwords, end / PAGE_SIZE);
    *first = place.raw / PAGE_SIZE;
    *nframes = align_up(nbytes, PAGE_SIZE) / PAGE_SIZE;
}

// Puts what the boot loader described of [from, to) into the sets.
static void add_memory(uint64_t from, uint64_t to)
{
    struct ram_range range;
    size_t window_start = from / PAGE_SIZE, window_end = to / PAGE_SIZE;
    if (window_end > ours.nbits) {
        window_end = ours.nbits;
    }
    for (struct ram_cursor c = {0}; ram_next_available(&c, &range);) {
        size_t start = max(range.start / PAGE_SIZE, window_start);
        size_t end = min(range.end / PAGE_SIZE, window_end);
        bitmap_add_range(&ours, start, end);
        bitmap_add_range(&unused, start, end);
    }
    for (struct ram_cursor c = {0}; ram_next_taken(&c, &range);) {
        size_t start = max(range.start / PAGE_SIZE, window_start);
        size_t end = min(range.end / PAGE_SIZE, window_end);
        bitmap_remove_range(&unused, start, end);
        if (range.owner == RAM_NOBODY) {
            bitmap_remove_range(&ours, start, end);
        }
    }
}

static void count_frames(void)
{
    nours = bitmap_count(&ours);
    nfree = bitmap_count(&unused);
}

void frame_init(void)
{
    size_t first, nframes;
    spin_lock(&frame_lock);
    place_sets(&first, &nframes);
    add_memory(0, DIRECT_MAP_BOOT_SIZE);
    bitmap_remove_range(&unused, first, first + nframes);
    count_frames();
    spin_unlock(&frame_lock);
}

void frame_add_high_memory(void)
{
    spin_lock(&frame_lock);
    add_memory(DIRECT_MAP_BOOT_SIZE, DIRECT_MAP_SIZE);
    count_frames();
    spin_unlock(&frame_lock);
}

// --- taking and giving back ---

static bool take_highest(size_t *number)
{
    spin_lock(&frame_lock);
    *number = bitmap_last(&unused);
    bool is_found = *number < unused.nbits;
    if (is_found) {
        bitmap_remove(&unused, *number);
        nfree--;
    }
    spin_unlock(&frame_lock);
    return is_found;
}

// The first place in [start, end) where so many are free in a row; `end` if
// there is none. From gap to gap, so it takes as long as the memory is torn.
static size_t find_run(size_t nframes, size_t start, size_t end)
{
    size_t first = bitmap_next(&unused, start);
    while (first < end && nframes <= end - first) {
        size_t gap = bitmap_next_gap(&unused, first, first + nframes);
        if (gap == first + nframes) {
            return first;
        }
        first = bitmap_next(&unused, gap);
    }
    return end;
}

static void take(size_t first, size_t nframes)
{
    bitmap_remove_range(&unused, first, first + nframes);
    nfree -= nframes;
}

static bool take_run(size_t nframes, uint64_t limit, size_t *first)
{
    KASSERT(nframes > 0);
    spin_lock(&frame_lock);
    size_t end = min(limit / PAGE_SIZE, unused.nbits);
    *first = find_run(nframes, 0, end);
    bool is_found = *first < end;
    if (is_found) {
        take(*first, nframes);
    }
    spin_unlock(&frame_lock);
    return is_found;
}

// A run anywhere. It is looked for behind the one that was found last, so that
// memory which is torn is gone through once in a round, and not each time.
static bool take_next_run(size_t nframes, size_t *first)
{
    KASSERT(nframes > 0);
    spin_lock(&frame_lock);
    size_t end = unused.nbits;
    *first = find_run(nframes, last_run_end, end);
    if (*first == end) {
        *first = find_run(nframes, 0, end);
    }
    bool is_found = *first < end;
    if (is_found) {
        take(*first, nframes);
        last_run_end = *first + nframes;
    }
    spin_unlock(&frame_lock);
    return is_found;
}

static void check(size_t first, size_t nframes)
{
    for (size_t i = 0; is_poisoned && i < nframes; i++) {
        check_poison(first + i);
    }
}

// What the last owner left is nobody's business.
static void clear(size_t first, size_t nframes)
{
    rep_stos(memory_of(first), 0, nframes * PAGE_SIZE / sizeof(uint64_t));
}

bool frame_alloc(paddr_t *frame)
{
    size_t number;
    if (!take_highest(&number)) {
        return false;
    }
    check(number, 1);
    clear(number, 1);
    frame->raw = number * PAGE_SIZE;
    return true;
}

bool frame_alloc_run(size_t nframes, uint64_t limit, paddr_t *start)
{
    size_t first;
    if (!take_run(nframes, limit, &first)) {
        return false;
    }
    check(first, nframes);
    clear(first, nframes);
    start->raw = first * PAGE_SIZE;
    return true;
}

bool frame_alloc_uncleared(size_t nframes, paddr_t *start)
{
    size_t first;
    bool is_found =
        nframes == 1 ? take_highest(&first) : take_next_run(nframes, &first);
    if (is_found) {
        check(first, nframes);
        start->raw = first * PAGE_SIZE;
    }
    return is_found;
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
        if (!bitmap_has(&ours, number)) {
            panic("0x%lx is given back, and is no memory of ours",
                  number * PAGE_SIZE);
        }
        if (bitmap_has(&unused, number)) {
            panic("the frame at 0x%lx is given back, and is free",
                  number * PAGE_SIZE);
        }
        if (is_poisoned) {
            poison(number);
        }
    }
    if (nframes == 1) {
        bitmap_add(&unused, first);
    } else {
        bitmap_add_range(&unused, first, first + nframes);
    }
    nfree += nframes;
    spin_unlock(&frame_lock);
}

uint64_t frame_limit(void)
{
    return ours.nbits * PAGE_SIZE;
}

size_t frame_count(void)
{
    return nours;
}

size_t frame_nfree(void)
{
    spin_lock(&frame_lock);
    size_t count = nfree;
    spin_unlock(&frame_lock);
    return count;
}

void frame_poison(void)
{
    spin_lock(&frame_lock);
    is_poisoned = true;
    for (size_t number = bitmap_next(&unused, 0); number < unused.nbits;
         number = bitmap_next(&unused, number + 1)) {
        poison(number);
    }
    spin_unlock(&frame_lock);
}
