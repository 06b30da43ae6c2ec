// SPDX-License-Identifier: MIT
// memory/page_table.c against a dictionary from pages to frames, on 300,000
// random operations. At times few frames are left for tables: an operation that
// fails must have changed nothing. The rights of a page are what the entries of
// all levels allow, as for the CPU. A model of the TLB keeps each translation
// until invlpg: none may become out of date. Tables are never freed, so a new
// address space is begun often.
// Breaks: memory/large_page.c: i * PAGE_SIZE; => i * LARGE_PAGE_SIZE;
// Breaks: memory/large_page.c: bool is_split = !is_aligned(va, LARGE_PAGE_SIZE)
//     => bool is_split = va / LARGE_PAGE_SIZE == end / LARGE_PAGE_SIZE
// Breaks: memory/large_page.c: if (npages == 0) { => if (0) {
// Breaks: memory/page_table.c: change_range(root, va, done, 0, 0); =>
// Breaks: memory/page_table.c: at.level >= LARGE_PAGE_LEVEL && =>
// Breaks: memory/page_table.c: invlpg((void *)va); =>
// Breaks: memory/walk.c: PTE_PRESENT | PTE_WRITE | => PTE_PRESENT |
// Breaks: memory/walk.c: (va < USER_TOP ? PTE_USER : 0) => 0

#include "boot/layout.h"
#include "memory/frame.h"
#include "memory/page_table.h"
#include "x86/cpu.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// Memory: a table's physical address is its place in this array.
#define NTABLES 40
static pte_t memory[NTABLES + 1][PAGE_TABLE_COUNT]
    __attribute__((aligned(PAGE_SIZE)));
static bool is_table[NTABLES + 1];
static size_t frames_left;

static char operation[160]; // the last one, for failures

static void fail(const char *format, ...)
    __attribute__((noreturn, format(printf, 1, 2)));
static void fail(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    printf("%s: ", operation);
    vprintf(format, arguments);
    puts("");
    va_end(arguments);
    exit(1);
}

static void *host_phys_to_virt(paddr_t address)
{
    size_t number = address.raw / PAGE_SIZE;
    if (number > NTABLES || !is_table[number]) {
        fail("0x%lx is used as a table, and is none", address.raw);
    }
    return memory[number];
}

static struct tlb_entry {
    uintptr_t start;
    size_t size; // 0: unused
    uint64_t pa;
    pte_t rights;
} tlb[64];

static paddr_t root;

static void host_invlpg(const void *address)
{
    for (size_t i = 0; i < ARRAY_LENGTH(tlb); i++) {
        if ((uintptr_t)address - tlb[i].start < tlb[i].size) {
            tlb[i].size = 0;
        }
    }
}

#define phys_to_virt host_phys_to_virt
#define invlpg       host_invlpg
#include "memory/walk.c"
#include "memory/large_page.c"
#include "memory/page_table.c"

// For page_table_free_user(), which comes in chapter 8 and is not called here.
void frame_free(paddr_t frame)
{
    (void)frame;
}

bool frame_alloc(paddr_t *frame)
{
    size_t number = 1;
    while (number < NTABLES && is_table[number]) {
        number++;
    }
    if (frames_left == 0 || number == NTABLES) {
        return false;
    }
    frames_left--;
    is_table[number] = true;
    memset(memory[number], 0, PAGE_SIZE);
    frame->raw = number * PAGE_SIZE;
    return true;
}

void(panic)(const char *where, const char *format, ...)
{
    fail("panic at %s: %s", where, format);
}

// --- the dictionary ---

// Windows of three large pages, in places that need tables of their own, at the
// ends of both halves.
#define NPAGES (3 * 512)
static const uintptr_t windows[] = {
    0,
    512 * GIB - LARGE_PAGE_SIZE,
    USER_TOP + PAGE_SIZE - 3 * LARGE_PAGE_SIZE,
    DIRECT_MAP_BASE,
    HEAP_BASE + 3 * GIB - LARGE_PAGE_SIZE,
    (uintptr_t)-3 * LARGE_PAGE_SIZE,
};
static struct page {
    bool is_mapped;
    uint64_t pa;
    pte_t rights;
} pages[ARRAY_LENGTH(windows)][NPAGES];

static size_t below(size_t limit)
{
    return (size_t)rand() % limit;
}

// The last page of the lower half lies above USER_TOP: it cannot be mapped.
static size_t npages_of(size_t window)
{
    return windows[window] < USER_TOP && windows[window] > 512 * GIB
               ? NPAGES - 1
               : NPAGES;
}

// What the entries of all levels allow together. The page is mapped.
static pte_t rights_of_levels(uintptr_t va)
{
    pte_t allowed = PTE_WRITE | PTE_USER;
    pte_t refused = 0;
    uint64_t table = root.raw;
    for (unsigned level = PML4_LEVEL;; level--) {
        pte_t *entries = host_phys_to_virt((paddr_t){table});
        pte_t entry = entries[PAGE_TABLE_INDEX(va, level)];
        allowed &= entry;
        refused |= entry & PTE_NX;
        if (level == PAGE_LEVEL || (entry & PTE_LARGE)) {
            return allowed | refused;
        }
        table = entry & PTE_ADDRESS;
    }
}

static void compare(size_t window, size_t page)
{
    struct translation found;
    const struct page *expected = &pages[window][page];
    size_t offset = below(PAGE_SIZE);
    uintptr_t va = windows[window] + page * PAGE_SIZE + offset;
    bool is_mapped = page_table_translate(root, va, &found);
    if (is_mapped != expected->is_mapped) {
        fail("0x%lx is %smapped", va, is_mapped ? "" : "not ");
    }
    if (is_mapped) {
        if (found.address.raw != expected->pa + offset) {
            fail("0x%lx is mapped to 0x%lx, not to 0x%lx", va,
                 found.address.raw, expected->pa + offset);
        }
        if (found.rights != expected->rights) {
            fail("0x%lx has rights 0x%lx, not 0x%lx", va, found.rights,
                 expected->rights);
        }
        if (rights_of_levels(va) != expected->rights) {
            fail("for 0x%lx all levels together allow 0x%lx, not 0x%lx", va,
                 rights_of_levels(va), expected->rights);
        }
        // As the CPU would: it remembers the whole page.
        size_t into = va % found.page_size;
        tlb[below(ARRAY_LENGTH(tlb))] = (struct tlb_entry){
            va - into, found.page_size, found.address.raw - into, found.rights};
    }
}

// Does each entry of the TLB still agree with the dictionary?
static void check_tlb(size_t window)
{
    for (size_t i = 0; i < ARRAY_LENGTH(tlb); i++) {
        size_t first = (tlb[i].start - windows[window]) / PAGE_SIZE;
        for (size_t page = 0; page < tlb[i].size / PAGE_SIZE; page++) {
            if (first + page >= npages_of(window)) {
                break; // another window's
            }
            if (!pages[window][first + page].is_mapped ||
                pages[window][first + page].pa !=
                    tlb[i].pa + page * PAGE_SIZE ||
                pages[window][first + page].rights != tlb[i].rights) {
                fail("the TLB remembers page 0x%lx as it was",
                     windows[window] + (first + page) * PAGE_SIZE);
            }
        }
    }
}

static bool is_free(size_t window, size_t start, size_t count)
{
    for (size_t i = start; i < start + count; i++) {
        if (pages[window][i].is_mapped) {
            return false;
        }
    }
    return true;
}

static size_t ntables(void)
{
    size_t count = 0;
    for (size_t i = 1; i <= NTABLES; i++) {
        count += is_table[i];
    }
    return count;
}

static void name_operation(const char *name, uintptr_t va, uint64_t pa,
                           size_t count, pte_t rights)
{
    snprintf(operation, sizeof(operation),
             "page_table_%s(), va 0x%lx, pa 0x%lx, %zu pages, rights 0x%lx",
             name, va, pa, count, rights);
}

static void operate(void)
{
    size_t ntables_before = ntables();
    size_t window = below(ARRAY_LENGTH(windows));
    size_t limit = npages_of(window);
    size_t start = below(limit);
    size_t count =
        below(below(8) == 0 ? limit - start + 1 : min(20, limit - start + 1));
    uintptr_t va = windows[window] + start * PAGE_SIZE;
    pte_t rights = 0;
    rights |= below(2) ? PTE_WRITE : 0;
    rights |= below(2) ? PTE_NX : 0;
    rights |= va < USER_TOP && below(2) ? PTE_USER : 0;
    if (below(2)) {
        // Often where large pages fit.
        size_t large = below(3) * 512;
        if (large + 512 <= limit) {
            start = large;
            count = 512;
            va = windows[window] + start * PAGE_SIZE;
        }
    }
    switch (below(3)) {
    case 0: {
        paddr_t pa = {(GIB + below(64) * LARGE_PAGE_SIZE) +
                      (below(2) ? 0 : below(512) * PAGE_SIZE)};
        name_operation("map", va, pa.raw, count, rights);
        if (is_free(window, start, count) &&
            page_table_map(root, va, pa, count, rights) == 0) {
            for (size_t i = 0; i < count; i++) {
                pages[window][start + i].is_mapped = true;
                pages[window][start + i].pa = pa.raw + i * PAGE_SIZE;
                pages[window][start + i].rights = rights;
            }
        }
        break;
    }
    case 1:
        name_operation("unmap", va, 0, count, 0);
        if (page_table_unmap(root, va, count) == 0) {
            for (size_t i = 0; i < count; i++) {
                pages[window][start + i].is_mapped = false;
            }
        }
        break;
    default:
        name_operation("protect", va, 0, count, rights);
        if (page_table_protect(root, va, count, rights) == 0) {
            for (size_t i = 0; i < count; i++) {
                pages[window][start + i].rights = rights;
            }
        }
    }
    check_tlb(window);
    if (count == 0 && ntables() != ntables_before) {
        fail("no page at all was to be changed, and a table was");
    }
    if (count > 0) {
        compare(window, start);
        compare(window, start + count - 1);
    }
    compare(window, below(limit));
}

static void compare_all(void)
{
    for (size_t window = 0; window < ARRAY_LENGTH(windows); window++) {
        for (size_t page = 0; page < npages_of(window); page++) {
            compare(window, page);
        }
    }
}

// A new address space: no tables but the PML4 and those of the kernel's
// regions, and nothing in the TLB.
static void start_again(void)
{
    memset(pages, 0, sizeof(pages));
    memset(tlb, 0, sizeof(tlb));
    memset(is_table, 0, sizeof(is_table));
    memset(memory, 0, sizeof(memory));
    root.raw = NTABLES * PAGE_SIZE; // a frame that is never allocated
    is_table[NTABLES] = true;
    frames_left = NTABLES;
    for (size_t i = 0; i < ARRAY_LENGTH(windows); i++) {
        name_operation("reserve", windows[i], 0, 0, 0);
        if (windows[i] > USER_TOP &&
            page_table_reserve(root, windows[i]) != 0) {
            fail("an entry of the PML4 cannot be reserved");
        }
    }
}

// Is nothing mapped when all of it has been unmapped?
static void unmap_all(void)
{
    frames_left = NTABLES;
    for (size_t window = 0; window < ARRAY_LENGTH(windows); window++) {
        name_operation("unmap", windows[window], 0, npages_of(window), 0);
        if (page_table_unmap(root, windows[window], npages_of(window)) != 0) {
            fail("it fails with all frames free");
        }
    }
    memset(pages, 0, sizeof(pages));
    compare_all();
}

int main(void)
{
    srand(1);
    for (int i = 0; i < 300000; i++) {
        if (i % 500 == 0) {
            start_again();
        }
        frames_left = below(4) == 0 ? below(4) : NTABLES;
        operate();
        if (i % 10000 == 9999) {
            compare_all();
            unmap_all();
        }
    }
    return 0;
}
