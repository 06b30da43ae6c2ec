// SPDX-License-Identifier: MIT
// thread/thread_stack.c - a stack for each thread, with a guard below it.
//
// The region for stacks is cut into slots. The upper half of a slot is a stack;
// the lower half stays unmapped and guards it. A freed stack stays mapped in a
// cache, because the next thread soon needs one. All of it is under stack_lock.

#include "thread/thread_stack.h"

#include "boot/layout.h"
#include "cpu/spinlock.h"
#include "cpu/stack.h"
#include "lib/panic.h"
#include "memory/bitmap.h"
#include "memory/frame.h"
#include "memory/kernel_space.h"
#include "memory/region.h"

#define SLOT_SIZE  (2 * STACK_SIZE)
#define SLOT_COUNT 32768 // this many threads at a time

// What lies at the end of each stack: the thread that runs on it. While the
// stack is in the cache, owner is NULL and next_free is the next one there.
struct stack_end {
    struct thread *owner;
    struct stack_end *next_free; // [stack_lock]
};

// The cache holds at most 1/CACHE_SHARE of the memory that was free when the
// first thread began.
#define CACHE_SHARE 64

static struct spinlock stack_lock = {.name = "stack", .level = LOCK_STACK};
static struct bitmap slots; // [stack_lock] the unused ones
static uint64_t words[SLOT_COUNT / 64 + SLOT_COUNT / 4096 + 1];
static struct stack_end *cache;   // [stack_lock]
static size_t ncached, cache_max; // [stack_lock]

static uintptr_t slot_start(size_t slot)
{
    return STACKS_BASE + slot * SLOT_SIZE;
}

static size_t slot_of(uintptr_t address)
{
    return (address - STACKS_BASE) / SLOT_SIZE;
}

static struct stack_end *end_of(size_t slot)
{
    return (struct stack_end *)(slot_start(slot) + SLOT_SIZE) - 1;
}

// Returns the upper half of a slot, of which nbytes are mapped: all or none.
static struct region stack_region(size_t slot, size_t nbytes)
{
    uintptr_t start = slot_start(slot) + STACK_SIZE;
    return (struct region){start, start + nbytes, start + STACK_SIZE};
}

void thread_stack_init(void)
{
    KASSERT(bitmap_nwords(SLOT_COUNT) <= ARRAY_LENGTH(words));
    bitmap_init(&slots, words, SLOT_COUNT);
    bitmap_add_range(&slots, 0, SLOT_COUNT);
    cache_max = frame_nfree() / (STACK_SIZE / PAGE_SIZE) / CACHE_SHARE;
}

static struct stack_end *make_stack(void)
{
    size_t slot = bitmap_next(&slots, 0);
    struct region region = stack_region(slot, 0);
    if (slot == SLOT_COUNT || !region_grow(&region, STACK_SIZE / PAGE_SIZE)) {
        return NULL;
    }
    bitmap_remove(&slots, slot);
    return end_of(slot);
}

static void unmake_stack(struct stack_end *end)
{
    size_t slot = slot_of((uintptr_t)end);
    struct region region = stack_region(slot, STACK_SIZE);
    region_shrink(&region, STACK_SIZE / PAGE_SIZE);
    bitmap_add(&slots, slot);
}

static struct stack_end *take_from_cache(void)
{
    struct stack_end *end = cache;
    cache = end->next_free;
    ncached--;
    return end;
}

uint64_t *thread_stack_take(struct thread *owner)
{
    spin_lock(&stack_lock);
    struct stack_end *end = cache != NULL ? take_from_cache() : make_stack();
    spin_unlock(&stack_lock);
    if (end != NULL) {
        end->owner = owner;
    }
    return (uint64_t *)end;
}

void thread_stack_put(uint64_t *stack_end)
{
    struct stack_end *end = (struct stack_end *)stack_end;
    spin_lock(&stack_lock);
    end->owner = NULL;
    if (ncached < cache_max) {
        end->next_free = cache;
        cache = end;
        ncached++;
    } else {
        unmake_stack(end);
    }
    spin_unlock(&stack_lock);
}

void thread_stack_trim(void)
{
    spin_lock(&stack_lock);
    while (cache != NULL) {
        unmake_stack(take_from_cache());
    }
    spin_unlock(&stack_lock);
}

// Takes no lock: a report of a fault calls it, whatever was interrupted.
struct thread *thread_stack_owner(uintptr_t address)
{
    struct translation found;
    if (address < STACKS_BASE || slot_of(address) >= SLOT_COUNT) {
        return NULL;
    }
    struct stack_end *end = end_of(slot_of(address));
    bool is_mapped =
        page_table_translate(kernel_space()->root, (uintptr_t)end, &found);
    return is_mapped ? end->owner : NULL;
}

bool thread_stack_contains(uintptr_t address)
{
    return thread_stack_owner(address) != NULL &&
           (address - STACKS_BASE) % SLOT_SIZE >= STACK_SIZE &&
           address < (uintptr_t)end_of(slot_of(address));
}
