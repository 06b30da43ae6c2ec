// SPDX-License-Identifier: MIT
// memory/page_table.c - the tables by which the CPU translates addresses.
//
// To know when a table has become empty, we note beside its address how many of
// its entries are in use: the CPU ignores bits 52 to 62 of an entry that leads
// to a table.

#include "memory/page_table.h"

#include "base/errno.h"
#include "boot/layout.h"
#include "lib/panic.h"
#include "memory/frame.h"
#include "x86/cpu.h"

#define TOP_LEVEL   4 // the PML4
#define LARGE_LEVEL 2 // an entry there may map a large page
#define PAGE_LEVEL  1

#define COUNT_ONE (UINT64_C(1) << 52) // up to 512 of them

#define KERNEL_HALF (PAGE_TABLE_COUNT / 2) // the PML4's first entry of it

// Other address spaces have copies of the PML4's entries for the kernel's half,
// and would not see another one.
static bool is_shared;

// The entries that translate an address, from the PML4's down to `level`: the
// one that maps it, or the one where it turns out that nothing does.
struct path {
    unsigned level;
    pte_t *entry[TOP_LEVEL + 1]; // entry[4] is in the PML4
};

static pte_t *table_behind(pte_t entry)
{
    return phys_to_virt((paddr_t){entry & PTE_ADDRESS});
}

static pte_t used_count(pte_t entry)
{
    return (entry & ~PTE_NX) / COUNT_ONE;
}

static bool is_present(pte_t entry)
{
    return entry & PTE_PRESENT;
}

// How many pages of 4 KiB an entry of this level stands for.
static size_t npages_at(unsigned level)
{
    return (size_t)1 << 9 * (level - PAGE_LEVEL);
}

// From va up to where the next entry of this level begins, in pages.
static size_t npages_left(uintptr_t va, unsigned level)
{
    return npages_at(level) - va / PAGE_SIZE % npages_at(level);
}

// The walk that the CPU makes, but no further down than to `lowest`.
static void find(paddr_t root, uintptr_t va, unsigned lowest, struct path *path)
{
    pte_t *table = phys_to_virt(root);
    for (unsigned level = TOP_LEVEL;; level--) {
        pte_t *entry = &table[PAGE_TABLE_INDEX(va, level)];
        path->level = level;
        path->entry[level] = entry;
        if (level == lowest || !is_present(*entry) || *entry & PTE_LARGE) {
            return;
        }
        table = table_behind(*entry);
    }
}

// Changes the entry where the path ends, and the count in the one above.
static void set(struct path *path, pte_t value)
{
    pte_t *entry = path->entry[path->level];
    pte_t is_one_more = is_present(value), was_one = is_present(*entry);
    *entry = value;
    if (path->level < TOP_LEVEL) {
        *path->entry[path->level + 1] += (is_one_more - was_one) * COUNT_ONE;
    }
}

// The right to write, and to be ring 3's, must be given on all levels. Those
// above the lowest give all, so that the lowest decides.
static pte_t entry_for_table(paddr_t table, uintptr_t va)
{
    return table.raw | PTE_PRESENT | PTE_WRITE | (va < USER_TOP ? PTE_USER : 0);
}

// Extends a path that ends at an empty entry by an empty table.
static bool add_table(struct path *path, uintptr_t va)
{
    paddr_t table;
    if (!frame_alloc(&table)) {
        return false;
    }
    set(path, entry_for_table(table, va));
    pte_t *entries = phys_to_virt(table);
    path->level--;
    path->entry[path->level] = &entries[PAGE_TABLE_INDEX(va, path->level)];
    return true;
}

// Gives back the tables on a path that have no entry left. The CPU may remember
// a table, too, so invlpg comes before somebody else can have the frame.
static void drop_empty_tables(struct path *path, uintptr_t va)
{
    while (path->level < TOP_LEVEL &&
           used_count(*path->entry[path->level + 1]) == 0) {
        path->level++;
        paddr_t table = {*path->entry[path->level] & PTE_ADDRESS};
        set(path, 0);
        invlpg((void *)va);
        frame_free(table);
    }
}

static bool is_range(uintptr_t va, size_t npages)
{
    uintptr_t half_end = va < USER_TOP ? USER_TOP : 0;
    uintptr_t half_start = va < USER_TOP ? 0 : DIRECT_MAP_BASE;
    return is_aligned(va, PAGE_SIZE) && va >= half_start &&
           npages <= (half_end - va) / PAGE_SIZE;
}

// --- map ---

static int map_page(paddr_t root, uintptr_t va, unsigned level, pte_t page)
{
    struct path path;
    find(root, va, level, &path);
    while (path.level > level) {
        KASSERT(!is_present(*path.entry[path.level])); // a large page
        KASSERT(path.level < TOP_LEVEL || va < USER_TOP || !is_shared);
        if (!add_table(&path, va)) {
            drop_empty_tables(&path, va);
            return -ENOMEM;
        }
    }
    KASSERT(!is_present(*path.entry[level])); // it is mapped already
    // What is not there is not remembered: no invlpg.
    set(&path, page);
    return 0;
}

int page_table_map(paddr_t root, uintptr_t va, paddr_t pa, size_t npages,
                   pte_t rights)
{
    KASSERT(is_range(va, npages) && is_aligned(pa.raw, PAGE_SIZE));
    pte_t flags = PTE_PRESENT | (rights & PAGE_RIGHTS);
    size_t done = 0;
    while (done < npages) {
        uintptr_t offset = done * PAGE_SIZE;
        uintptr_t both = (va + offset) | (pa.raw + offset);
        unsigned level = PAGE_LEVEL;
        pte_t page = (pa.raw + offset) | flags;
        if (is_aligned(both, LARGE_PAGE_SIZE) &&
            npages - done >= npages_at(LARGE_LEVEL)) {
            level = LARGE_LEVEL;
            page |= PTE_LARGE;
        }
        if (map_page(root, va + offset, level, page) != 0) {
            // These are whole pages, as they were mapped: none is split.
            KASSERT(page_table_unmap(root, va, done) == 0);
            return -ENOMEM;
        }
        done += npages_at(level);
    }
    return 0;
}

// --- change ---

// If va lies inside a large page, puts 512 small ones with the same rights in
// its place.
static int split_at(paddr_t root, uintptr_t va)
{
    if (is_aligned(va, LARGE_PAGE_SIZE)) {
        return 0;
    }
    struct path path;
    find(root, va, PAGE_LEVEL, &path);
    pte_t large = *path.entry[path.level];
    if (path.level != LARGE_LEVEL || !is_present(large)) {
        return 0;
    }
    paddr_t table;
    if (!frame_alloc(&table)) {
        return -ENOMEM;
    }
    pte_t *entries = phys_to_virt(table);
    for (size_t i = 0; i < PAGE_TABLE_COUNT; i++) {
        entries[i] = (large & ~PTE_LARGE) + i * PAGE_SIZE;
    }
    set(&path, entry_for_table(table, va) + PAGE_TABLE_COUNT * COUNT_ONE);
    invlpg((void *)va);
    return 0;
}

// Afterwards no large page reaches over either end of the range.
static int split_ends(paddr_t root, uintptr_t va, size_t npages)
{
    KASSERT(is_range(va, npages));
    if (npages == 0) {
        return 0;
    }
    uintptr_t end = va + npages * PAGE_SIZE;
    int result = split_at(root, va);
    // A short range often lies in one large page, which is split by now.
    bool is_split = !is_aligned(va, LARGE_PAGE_SIZE) &&
                    va / LARGE_PAGE_SIZE == end / LARGE_PAGE_SIZE;
    return result != 0 || is_split ? result : split_at(root, end);
}

int page_table_unmap(paddr_t root, uintptr_t va, size_t npages)
{
    int result = split_ends(root, va, npages);
    if (result != 0) {
        return result;
    }
    // --- nothing from here on can fail ---
    while (npages > 0) {
        struct path path;
        find(root, va, PAGE_LEVEL, &path);
        size_t step = min(npages_left(va, path.level), npages);
        if (is_present(*path.entry[path.level])) {
            set(&path, 0);
            invlpg((void *)va);
            drop_empty_tables(&path, va);
        }
        va += step * PAGE_SIZE;
        npages -= step;
    }
    return 0;
}

int page_table_protect(paddr_t root, uintptr_t va, size_t npages, pte_t rights)
{
    int result = split_ends(root, va, npages);
    if (result != 0) {
        return result;
    }
    // --- nothing from here on can fail ---
    while (npages > 0) {
        struct path path;
        find(root, va, PAGE_LEVEL, &path);
        pte_t *entry = path.entry[path.level];
        size_t step = min(npages_left(va, path.level), npages);
        if (is_present(*entry)) {
            *entry = (*entry & ~PAGE_RIGHTS) | (rights & PAGE_RIGHTS);
            invlpg((void *)va);
        }
        va += step * PAGE_SIZE;
        npages -= step;
    }
    return 0;
}

// --- ask ---

bool page_table_translate(paddr_t root, uintptr_t va,
                          struct translation *translation)
{
    if (!is_range(align_down(va, PAGE_SIZE), 1)) {
        return false;
    }
    struct path path;
    find(root, va, PAGE_LEVEL, &path);
    pte_t entry = *path.entry[path.level];
    if (!is_present(entry)) {
        return false;
    }
    size_t page_size = npages_at(path.level) * PAGE_SIZE;
    translation->address.raw = (entry & PTE_ADDRESS) + va % page_size;
    translation->page_size = page_size;
    translation->rights = entry & PAGE_RIGHTS;
    return true;
}

// --- several address spaces ---

bool page_table_keep(paddr_t root, uintptr_t va)
{
    struct path path;
    find(root, va, TOP_LEVEL, &path);
    if (!is_present(*path.entry[TOP_LEVEL]) && !add_table(&path, va)) {
        return false;
    }
    *path.entry[TOP_LEVEL] += COUNT_ONE; // of nobody: it never gets to 0
    return true;
}

void page_table_share_kernel(paddr_t to, paddr_t from)
{
    pte_t *entries = phys_to_virt(to);
    const pte_t *kept = phys_to_virt(from);
    is_shared = true;
    for (size_t i = KERNEL_HALF; i < PAGE_TABLE_COUNT; i++) {
        entries[i] = kept[i];
    }
}

// Frees what a table of this level leads to, in its first `count` entries.
static void clear(pte_t *table, unsigned level, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!is_present(table[i])) {
            continue;
        }
        KASSERT(!(table[i] & PTE_LARGE)); // programs get small pages
        if (level > PAGE_LEVEL) {
            clear(table_behind(table[i]), level - 1, PAGE_TABLE_COUNT);
        }
        frame_free((paddr_t){table[i] & PTE_ADDRESS});
        table[i] = 0;
    }
}

void page_table_clear_user(paddr_t root)
{
    clear(phys_to_virt(root), TOP_LEVEL, KERNEL_HALF);
}

// --- adopt ---

static pte_t count_entries(pte_t *table, unsigned level)
{
    pte_t count = 0;
    for (size_t i = 0; i < PAGE_TABLE_COUNT; i++) {
        if (!is_present(table[i])) {
            continue;
        }
        count++;
        if (level > PAGE_LEVEL && !(table[i] & PTE_LARGE)) {
            table[i] +=
                count_entries(table_behind(table[i]), level - 1) * COUNT_ONE;
        }
    }
    return count;
}

void page_table_adopt(paddr_t root)
{
    count_entries(phys_to_virt(root), TOP_LEVEL);
}
