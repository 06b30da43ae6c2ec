// SPDX-License-Identifier: MIT
// thread/thread_stack.c - a stack for each thread, with a guard below it.
//
// The region for stacks is cut into slots. The upper half of a slot is a stack,
// the lower half stays unmapped and guards it. Some stacks that came back are
// kept as they are, since a new thread soon wants one. All under stack_lock.

#include "thread/thread_stack.h"

#include "boot/layout.h"
#include "cpu/spinlock.h"
#include "cpu/stack.h"
#include "lib/panic.h"
#include "memory/bitmap.h"
#include "memory/kernel_space.h"
#include "memory/region.h"

#define SLOT_SIZE  (2 * STACK_SIZE)
#define SLOT_COUNT 32768 // this many threads at a time
#define KEPT_MAX   16

// At the very end of a stack: whose it is.
#define OWNER_SIZE 16

static struct spinlock stack_lock = {.name = "stack", .level = LOCK_HEAP};
static struct bitmap slots; // [stack_lock] those that are unused
static uint64_t words[SLOT_COUNT / 64 + SLOT_COUNT / 4096 + 1];
static uint64_t *kept[KEPT_MAX]; // [stack_lock]
static size_t nkept;             // [stack_lock]

static uintptr_t slot_start(size_t slot)
{
    return STACKS_BASE + slot * SLOT_SIZE;
}

static size_t slot_of(uintptr_t address)
{
    return (address - STACKS_BASE) / SLOT_SIZE;
}

static uint64_t *end_of(size_t slot)
{
    return (uint64_t *)(slot_start(slot) + SLOT_SIZE - OWNER_SIZE);
}

// The upper half of a slot: all of it is mapped, or nothing.
static struct region stack_region(size_t slot, size_t nbytes)
{
    uintptr_t start = slot_start(slot) + STACK_SIZE;
    return (struct region){start, start + nbytes, start + STACK_SIZE};
}

static uint64_t *make_stack(void)
{
    if (slots.nbits == 0) {
        KASSERT(bitmap_nwords(SLOT_COUNT) <= ARRAY_LENGTH(words));
        bitmap_init(&slots, words, SLOT_COUNT);
        bitmap_add_range(&slots, 0, SLOT_COUNT);
    }
    size_t slot = bitmap_next(&slots, 0);
    struct region region = stack_region(slot, 0);
    if (slot == SLOT_COUNT || !region_grow(&region, STACK_SIZE / PAGE_SIZE)) {
        return NULL;
    }
    bitmap_remove(&slots, slot);
    return end_of(slot);
}

static void unmake_stack(uint64_t *end)
{
    size_t slot = slot_of((uintptr_t)end);
    struct region region = stack_region(slot, STACK_SIZE);
    region_shrink(&region, STACK_SIZE / PAGE_SIZE);
    bitmap_add(&slots, slot);
}

uint64_t *thread_stack_take(struct thread *owner)
{
    spin_lock(&stack_lock);
    uint64_t *end = nkept > 0 ? kept[--nkept] : make_stack();
    spin_unlock(&stack_lock);
    if (end != NULL) {
        *(struct thread **)end = owner;
    }
    return end;
}

void thread_stack_put(uint64_t *end)
{
    *(struct thread **)end = NULL;
    spin_lock(&stack_lock);
    if (nkept < KEPT_MAX) {
        kept[nkept++] = end;
    } else {
        unmake_stack(end);
    }
    spin_unlock(&stack_lock);
}

void thread_stack_trim(void)
{
    spin_lock(&stack_lock);
    while (nkept > 0) {
        unmake_stack(kept[--nkept]);
    }
    spin_unlock(&stack_lock);
}

static bool is_in_region(uintptr_t address)
{
    return address >= STACKS_BASE && slot_of(address) < SLOT_COUNT;
}

// Runs in the middle of a fault, too, so it takes no lock.
struct thread *thread_stack_owner(uintptr_t address)
{
    struct translation found;
    if (!is_in_region(address)) {
        return NULL;
    }
    uint64_t *end = end_of(slot_of(address));
    bool is_mapped =
        page_table_translate(kernel_space()->root, (uintptr_t)end, &found);
    return is_mapped ? *(struct thread **)end : NULL;
}

bool thread_stack_holds(uintptr_t address)
{
    return thread_stack_owner(address) != NULL &&
           (address - STACKS_BASE) % SLOT_SIZE >= STACK_SIZE &&
           address < (uintptr_t)end_of(slot_of(address));
}
