// SPDX-License-Identifier: MIT
// memory/free_list.c - an allocator that joins free chunks (first fit).
//
// The region is a row of chunks without gaps. The last chunk has no bytes and
// is never free. The free chunks are also in a list, and the first one that is
// large enough is taken. Each chunk stores its own size and that of the chunk
// before it. So both neighbours of a chunk that is freed are found in one step,
// and joined with it if they are free: two free chunks are never neighbours.

#include "base/list.h"
#include "boot/layout.h"
#include "boot/paging.h"
#include "cpu/spinlock.h"
#include "lib/panic.h"
#include "memory/allocator.h"
#include "memory/region.h"

struct chunk {
    size_t previous; // bytes of the chunk before this; 0: it is the first
    size_t size;     // bytes of this one, with its header; + IN_USE
    // What follows is the block, or in a free chunk:
    uint8_t left_alone[BLOCK_LEFT_ALONE];
    struct list_node node;
};

#define IN_USE    1
#define HEAD      offsetof(struct chunk, left_alone)
#define SIZE_MIN  sizeof(struct chunk)
#define GROW_MIN  16 // pages: to grow for each block would cost too much
#define KEEP_FREE 32 // pages that may be free at the end

static struct spinlock free_list_lock = {.name = "free list"};
static struct region region = {
    // [free_list_lock], like all below
    .start = HEAP_BASE + 256 * GIB,
    .end = HEAP_BASE + 256 * GIB,
    .limit = HEAP_BASE + 512 * GIB,
};
static struct list free_chunks = LIST_INIT(free_chunks);
static size_t nblocks, nholes;

static size_t size_of(const struct chunk *chunk)
{
    return chunk->size & ~(size_t)IN_USE;
}

static bool is_in_use(const struct chunk *chunk)
{
    return chunk->size & IN_USE;
}

static struct chunk *behind(struct chunk *chunk)
{
    return (struct chunk *)((char *)chunk + size_of(chunk));
}

static struct chunk *before(struct chunk *chunk)
{
    return (struct chunk *)((char *)chunk - chunk->previous);
}

static struct chunk *chunk_of(const void *block)
{
    return (struct chunk *)((uintptr_t)block - HEAD);
}

static void add_to_list(struct chunk *chunk)
{
    list_push_front(&free_chunks, &chunk->node);
    nholes++;
}

static void take_off_list(struct chunk *chunk)
{
    list_remove(&chunk->node);
    nholes--;
}

// Sets a chunk's size, also in the chunk after it.
static void set_size(struct chunk *chunk, size_t size, size_t in_use)
{
    chunk->size = size | in_use;
    behind(chunk)->previous = size;
}

// Frees a chunk that is in no list, and joins it with its free neighbours.
static struct chunk *release(struct chunk *chunk)
{
    size_t size = size_of(chunk);
    struct chunk *next = behind(chunk);
    if (!is_in_use(next)) {
        take_off_list(next);
        size += size_of(next);
    }
    if (chunk->previous != 0 && !is_in_use(before(chunk))) {
        chunk = before(chunk);
        take_off_list(chunk);
        size += size_of(chunk);
    }
    set_size(chunk, size, 0);
    add_to_list(chunk);
    return chunk;
}

// --- growing and shrinking ---

// Makes the last chunk, which has no bytes and looks like a chunk in use.
static void end_row(struct chunk *last, size_t previous)
{
    last->previous = previous;
    last->size = HEAD | IN_USE;
}

static struct chunk *last_of_row(void)
{
    return (struct chunk *)(region.end - HEAD);
}

// Adds a free chunk of at least `size` bytes.
static bool grow(size_t size)
{
    bool is_first = region.start == region.end;
    size_t needed = (size + HEAD + PAGE_SIZE - 1) / PAGE_SIZE;
    size_t previous = is_first ? 0 : last_of_row()->previous;
    // The new chunk begins at the last chunk of the row.
    struct chunk *chunk =
        is_first ? (struct chunk *)region.start : last_of_row();
    if (!region_grow(&region, max(needed, GROW_MIN)) &&
        !region_grow(&region, needed)) {
        return false;
    }
    chunk->previous = previous;
    chunk->size = (uintptr_t)last_of_row() - (uintptr_t)chunk;
    end_row(last_of_row(), chunk->size);
    release(chunk);
    return true;
}

// Unmaps the free pages at the end of the region, but for npages_kept.
static void shrink(size_t npages_kept)
{
    if (region.start == region.end) {
        return;
    }
    struct chunk *last = last_of_row();
    struct chunk *chunk = before(last);
    if (last->previous == 0 || is_in_use(chunk)) {
        return;
    }
    bool is_all = chunk->previous == 0;
    uintptr_t needed = is_all && npages_kept == 0
                           ? region.start
                           : (uintptr_t)chunk + SIZE_MIN + HEAD;
    size_t npages = (region.end - align_up(needed, PAGE_SIZE)) / PAGE_SIZE;
    if (npages <= npages_kept) {
        return;
    }
    take_off_list(chunk);
    region_shrink(&region, npages - npages_kept);
    if (region.start != region.end) {
        set_size(chunk, (uintptr_t)last_of_row() - (uintptr_t)chunk, 0);
        end_row(last_of_row(), size_of(chunk));
        add_to_list(chunk);
    }
}

// --- alloc and free ---

static struct chunk *find(size_t size)
{
    LIST_FOR_EACH(node, &free_chunks)
    {
        struct chunk *chunk = LIST_ENTRY(node, struct chunk, node);
        if (size_of(chunk) >= size) {
            return chunk;
        }
    }
    return NULL;
}

// Takes `size` bytes of a free chunk. The rest becomes a chunk, if it is large
// enough for one.
static void use(struct chunk *chunk, size_t size)
{
    size_t left = size_of(chunk) - size;
    take_off_list(chunk);
    if (left < SIZE_MIN) {
        set_size(chunk, size + left, IN_USE);
        return;
    }
    set_size(chunk, size, IN_USE);
    set_size(behind(chunk), left, 0);
    add_to_list(behind(chunk));
}

static void *free_list_alloc(size_t nbytes)
{
    size_t size = max(align_up(HEAD + nbytes, BLOCK_ALIGNMENT), SIZE_MIN);
    spin_lock(&free_list_lock);
    struct chunk *chunk = find(size);
    if (chunk == NULL && grow(size)) {
        chunk = find(size);
    }
    if (chunk != NULL) {
        use(chunk, size);
        nblocks++;
    }
    spin_unlock(&free_list_lock);
    return chunk == NULL ? NULL : (char *)chunk + HEAD;
}

static void free_list_free(void *block)
{
    spin_lock(&free_list_lock);
    KASSERT(is_in_use(chunk_of(block)));
    release(chunk_of(block));
    nblocks--;
    shrink(KEEP_FREE);
    spin_unlock(&free_list_lock);
}

static size_t free_list_size(const void *block)
{
    return size_of(chunk_of(block)) - HEAD;
}

// Any address in a free chunk may have been a block: chunks are joined.
static bool free_list_is_block(const void *address)
{
    struct chunk *chunk = (struct chunk *)region.start;
    while (behind(chunk) <= chunk_of(address)) {
        chunk = behind(chunk);
    }
    return chunk == chunk_of(address) || !is_in_use(chunk);
}

static void free_list_trim(void)
{
    spin_lock(&free_list_lock);
    shrink(0);
    spin_unlock(&free_list_lock);
}

static void free_list_measure(struct allocator_usage *usage)
{
    spin_lock(&free_list_lock);
    usage->nbytes_held = region.end - region.start;
    usage->nblocks = nblocks;
    usage->nholes = nholes;
    spin_unlock(&free_list_lock);
}

const struct allocator free_list_allocator = {
    .name = "free list",
    .memory = &region,
    .alloc = free_list_alloc,
    .free = free_list_free,
    .size = free_list_size,
    .is_block = free_list_is_block,
    .trim = free_list_trim,
    .measure = free_list_measure,
};
