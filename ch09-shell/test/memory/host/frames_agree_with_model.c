// SPDX-License-Identifier: MIT
// memory/frame.c and memory/ram.c on random memory maps: ranges that overlap,
// end inside a page, lie above 4 GiB or at the last address of all. Which
// frames are managed and free must be as in a model with a byte for each page;
// all frames are allocated and freed in random order, twice; and nothing is
// written outside of the sets.
// With: memory/bitmap.c
// Breaks: memory/frame.c: remove_range(&managed, first, first + nframes);
//     => add_range(&managed, first, first + nframes);
// Breaks: memory/ram.c: taken(0, (uintptr_t)kernel_end - KERNEL_BASE),
//     => taken(0, MIB),
// Breaks: memory/ram.c: place = range.end; => return range.end;
// Breaks: memory/ram.c: align_down(found.start.raw + found.nbytes, PAGE_SIZE);
//     => page_up(found.start.raw + found.nbytes);
// Breaks: memory/frame.c: words + nwords, end / => words + nwords - 1, end /
// Breaks: memory/frame.c: gap == *start + nframes) => gap >= *start)
// Breaks: memory/frame.c: end = align_down(end / 2, PAGE_SIZE) => end = 0
// Breaks: memory/frame.c: (nbytes, min(end, DIRECT_MAP_BOOT_SIZE), &place)
//     => (nbytes, DIRECT_MAP_BOOT_SIZE, &place)

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

#include "base/kprintf.h"
#include "boot/bootinfo.h"
#include "boot/layout.h"
#include "boot/multiboot2.h"
#include "boot/linker_symbols.h"
#include "cpu/spinlock.h"
#include "x86/cpu.h"

// --- a machine: a little more than 4 GiB, of which little is touched ---

static uint8_t *low_memory;

static void *host_phys_to_virt(paddr_t address)
{
    return low_memory + address.raw;
}

// Other tests check what is written into frames.
static void host_rep_stos(void *start, unsigned long word, size_t nwords)
{
    (void)start, (void)word, (void)nwords;
}

#define KERNEL_NBYTES 50000

#define phys_to_virt host_phys_to_virt
#define rep_stos     host_rep_stos
#define kernel_end   (KERNEL_BASE + KERNEL_PHYSICAL + KERNEL_NBYTES)
#include "memory/ram.c"

#include "memory/frame.c"

void spin_lock(struct spinlock *lock)
{
    KASSERT(lock->holder == NULL);
    lock->holder = (struct cpu *)lock;
}

void spin_unlock(struct spinlock *lock)
{
    lock->holder = NULL;
}

void(panic)(const char *where, const char *format, ...)
{
    printf("panic at %s: %s\n", where, format);
    exit(1);
}

void log_message(enum log_level level, const char *format, ...)
{
    (void)level, (void)format;
}

// --- what its boot loader says ---

#define INFO_START  (3 * MIB + 100)
#define INFO_NBYTES 5000
#define MODULE      (5 * MIB + 8)

static struct bootinfo_range map[20];
static size_t nranges;
static struct bootinfo info = {
    .start = (void *)(DIRECT_MAP_BASE + INFO_START),
    .nbytes = INFO_NBYTES,
};

const struct bootinfo *bootinfo(void)
{
    return &info;
}

bool bootinfo_next_range(const struct bootinfo *unneeded, size_t *cursor,
                         struct bootinfo_range *range)
{
    (void)unneeded;
    if (*cursor == nranges) {
        return false;
    }
    *range = map[(*cursor)++];
    return true;
}

bool bootinfo_next_module(const struct bootinfo *unneeded, size_t *cursor,
                          struct bootinfo_module *module)
{
    (void)unneeded;
    *module = (struct bootinfo_module){{MODULE}, 100000 * *cursor, ""};
    return (*cursor)++ < 2; // the first is empty
}

// --- the model: two windows, each page's state ---

enum { NO_MEMORY, IN_USE, FREE };

#define WINDOW_PAGES 8192 // 32 MiB
static const uint64_t windows[] = {0, 4 * GIB - 16 * MIB};
static uint8_t model[ARRAY_LENGTH(windows)][WINDOW_PAGES];

static size_t below(size_t limit)
{
    return (size_t)(((uint64_t)rand() << 31 | (uint64_t)rand()) % limit);
}

static uint8_t *state_of(uint64_t address)
{
    for (size_t i = 0; i < ARRAY_LENGTH(windows); i++) {
        if (address - windows[i] < WINDOW_PAGES * PAGE_SIZE) {
            return &model[i][(address - windows[i]) / PAGE_SIZE];
        }
    }
    return NULL;
}

// For each page that has a byte in [start, end).
static void mark(uint64_t start, uint64_t end, int from, int to)
{
    for (size_t i = 0; i < ARRAY_LENGTH(windows); i++) {
        for (size_t page = 0; page < WINDOW_PAGES; page++) {
            uint64_t first = windows[i] + page * PAGE_SIZE;
            if (first < end && start < first + PAGE_SIZE &&
                model[i][page] >= from) {
                model[i][page] = (uint8_t)to;
            }
        }
    }
}

static void fill_model(void)
{
    memset(model, NO_MEMORY, sizeof(model));
    for (size_t i = 0; i < nranges; i++) {
        uint64_t start = align_up(map[i].start.raw, PAGE_SIZE);
        uint64_t end = map[i].start.raw + map[i].nbytes;
        end = align_down(end, PAGE_SIZE);
        if (map[i].type == MULTIBOOT_MEMORY_AVAILABLE && start < end) {
            mark(start, end, NO_MEMORY, FREE);
        }
    }
    for (size_t i = 0; i < nranges; i++) {
        if (map[i].type != MULTIBOOT_MEMORY_AVAILABLE && map[i].nbytes > 0) {
            mark(map[i].start.raw, map[i].start.raw + map[i].nbytes, NO_MEMORY,
                 NO_MEMORY);
        }
    }
    mark(0, MIB, NO_MEMORY, NO_MEMORY);
    mark(KERNEL_PHYSICAL, KERNEL_PHYSICAL + KERNEL_NBYTES, IN_USE, NO_MEMORY);
    mark(INFO_START, INFO_START + INFO_NBYTES, IN_USE, NO_MEMORY);
    mark(MODULE, MODULE + 100000, IN_USE, NO_MEMORY);
}

static void fail(const char *what, uint64_t number)
{
    printf("%s: 0x%lx, with this map:\n", what, number);
    for (size_t i = 0; i < nranges; i++) {
        printf("  0x%lx, 0x%lx bytes, type %u\n", map[i].start.raw,
               map[i].nbytes, map[i].type);
    }
    exit(1);
}

static size_t count_managed(void)
{
    uint64_t start, end = 0;
    size_t count = 0;
    while (frame_next_range(end, &start, &end)) {
        count += (end - start) / PAGE_SIZE;
    }
    return count;
}

static size_t compare(void)
{
    size_t ncounted = 0, nunused = 0;
    for (size_t i = 0; i < ARRAY_LENGTH(windows); i++) {
        for (size_t page = 0; page < WINDOW_PAGES; page++) {
            size_t number = windows[i] / PAGE_SIZE + page;
            int state = bitmap_has(&free_frames, number) ? FREE
                        : bitmap_has(&managed, number)   ? IN_USE
                                                         : NO_MEMORY;
            if (state != model[i][page]) {
                fail("not as in the model", number * PAGE_SIZE);
            }
            ncounted += state >= IN_USE;
            nunused += state == FREE;
        }
    }
    if (count_managed() != ncounted || frame_nfree() != nunused) {
        fail("the counts differ", frame_nfree());
    }
    return nunused;
}

// --- what is done to it ---

static void take_all_and_free(void)
{
    static paddr_t taken[ARRAY_LENGTH(windows) * WINDOW_PAGES];
    size_t count = 0, expected = frame_nfree();
    while (frame_alloc(&taken[count])) {
        uint8_t *state = state_of(taken[count].raw);
        if (state == NULL || *state != FREE) {
            fail("handed out, and was not free", taken[count].raw);
        }
        *state = IN_USE;
        count++;
    }
    if (count != expected) {
        fail("free frames that are not handed out", expected - count);
    }
    compare();
    while (count > 0) {
        size_t i = below(count);
        *state_of(taken[i].raw) = FREE;
        frame_free(taken[i]);
        taken[i] = taken[--count];
    }
}

static bool is_free_run(uint64_t start, size_t nframes, uint64_t limit)
{
    for (size_t i = 0; i < nframes; i++) {
        const uint8_t *state = state_of(start + i * PAGE_SIZE);
        if (state == NULL || *state != FREE) {
            return false;
        }
    }
    return start + nframes * PAGE_SIZE <= limit;
}

static void try_run(void)
{
    paddr_t start;
    size_t nframes = 1 + below(300);
    uint64_t limit = below(2) ? 16 * MIB + below(2 * PAGE_SIZE) : 8 * GIB;
    bool is_found = frame_alloc_run(nframes, limit, &start);
    size_t in_a_row = 0;
    for (uint64_t at = 0; at + PAGE_SIZE <= limit; at += PAGE_SIZE) {
        uint8_t *state = state_of(at);
        if (state == NULL) {
            in_a_row = 0;
            at = at < windows[1] ? windows[1] - PAGE_SIZE : limit;
            continue;
        }
        in_a_row = *state == FREE ? in_a_row + 1 : 0;
        if (in_a_row == nframes) {
            if (!is_found || !is_free_run(start.raw, nframes, limit)) {
                fail("there is a run, and none was found", at);
            }
            mark(start.raw, start.raw + nframes * PAGE_SIZE, FREE, IN_USE);
            if (below(2)) {
                mark(start.raw, start.raw + nframes * PAGE_SIZE, IN_USE, FREE);
                frame_free_run(start, nframes);
            }
            return;
        }
    }
    if (is_found) {
        fail("a run where there is none", start.raw);
    }
}

static void make_map(void)
{
    nranges = 0;
    // Some maps leave out the memory that the kernel is in.
    map[nranges++] = (struct bootinfo_range){{below(4) ? MIB : 2 * MIB},
                                             8 * MIB + below(MIB),
                                             MULTIBOOT_MEMORY_AVAILABLE};
    while (nranges < 3 + below(ARRAY_LENGTH(map) - 3)) {
        uint64_t start = windows[below(2)] + below(30 * MIB);
        bool is_available = below(3) > 0;
        map[nranges++] = (struct bootinfo_range){
            {start},
            below(is_available ? 2 * MIB : 64 * KIB),
            is_available ? MULTIBOOT_MEMORY_AVAILABLE : (uint32_t)below(7)};
        if (map[nranges - 1].type == MULTIBOOT_MEMORY_AVAILABLE &&
            start + map[nranges - 1].nbytes > windows[0] + 32 * MIB &&
            start < windows[1]) {
            nranges--; // the model does not reach there
        }
    }
    if (below(4) == 0) { // what no machine has
        map[nranges++] = (struct bootinfo_range){
            {UINT64_MAX - 5000}, 5000, (uint32_t)below(7)};
    }
}

// Runs twice: when the place of the sets is known, it is surrounded by bytes
// that must stay what they are.
static void start(void)
{
    managed = free_frames = (struct bitmap){0};
    nfree = 0;
    frame_init();
    uint8_t *sets = (uint8_t *)managed.level[0];
    size_t nbytes = 2 * bitmap_nwords(managed.nbits) * sizeof(uint64_t);
    memset(sets - PAGE_SIZE, 0xA5, nbytes + 2 * PAGE_SIZE);
    managed = free_frames = (struct bitmap){0};
    nfree = 0;
    frame_init();
    frame_add_high_memory();
    mark((uint64_t)(sets - low_memory), (uint64_t)(sets - low_memory) + nbytes,
         FREE, NO_MEMORY);
}

static void check_canaries(void)
{
    uint8_t *sets = (uint8_t *)managed.level[0];
    size_t nbytes = 2 * bitmap_nwords(managed.nbits) * sizeof(uint64_t);
    const uint8_t *end = sets + nbytes + PAGE_SIZE;
    for (const uint8_t *at = sets - PAGE_SIZE; at < end; at++) {
        // frame_alloc() writes the first word of a frame, to check for RAM.
        bool is_first_word = (at - low_memory) % PAGE_SIZE < 8;
        bool is_inside = at >= sets && at < sets + nbytes;
        if (!is_first_word && !is_inside && *at != 0xA5) {
            fail("written beside the sets", (uint64_t)(at - sets));
        }
    }
}

static struct bootinfo_range available(uint64_t start, uint64_t nbytes)
{
    return (struct bootinfo_range){{start}, nbytes, MULTIBOOT_MEMORY_AVAILABLE};
}

static void bring_up(struct bootinfo_range first, struct bootinfo_range second)
{
    nranges = 2;
    map[0] = first;
    map[1] = second;
    managed = free_frames = (struct bitmap){0};
    nfree = 0;
    frame_init();
    frame_add_high_memory();
}

static void require(const char *what, uint64_t found, uint64_t expected)
{
    if (found != expected) {
        printf("expected 0x%lx; ", expected);
        fail(what, found);
    }
}

// If there is no room for the sets, they hold only the lowest frames.
static void do_without_what_is_highest(void)
{
    // There are 3.9 MiB behind the module: too little for sets of 60 TiB.
    bring_up(available(MIB, 8 * MIB), available(4 * GIB, 60 * TIB));
    require("the limit", managed.nbits * PAGE_SIZE,
            (60 * TIB + 4 * GIB) / 1024);
    size_t nbytes = 2 * bitmap_nwords(managed.nbits) * sizeof(uint64_t);
    nbytes = align_up(nbytes, PAGE_SIZE) + align_up(KERNEL_NBYTES, PAGE_SIZE) +
             align_up(INFO_NBYTES, PAGE_SIZE) + align_up(100008, PAGE_SIZE);
    require("frames", count_managed() * PAGE_SIZE,
            8 * MIB - nbytes + managed.nbits * PAGE_SIZE - 4 * GIB);

    // The first range has room for sets of 768 MiB, but lies above that, so
    // it would not be in the sets itself.
    bring_up(available(3 * GIB, 64 * KIB), available(2 * MIB, 16 * KIB));
    require("frames", count_managed(), 0);
    require("free frames", frame_nfree(), 0);
}

int main(void)
{
    low_memory = mmap(NULL, windows[1] + WINDOW_PAGES * PAGE_SIZE,
                      PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    srand(1);
    for (int i = 0; i < 60; i++) {
        make_map();
        fill_model();
        start();
        size_t before = compare();
        take_all_and_free();
        take_all_and_free();
        if (compare() != before) {
            fail("frames are lost", before);
        }
        for (int j = 0; j < 40; j++) {
            try_run();
        }
        compare();
        check_canaries();
    }
    do_without_what_is_highest();
    return 0;
}
