// SPDX-License-Identifier: MIT

#include "base/string.h"
#include "device/pit.h"
#include "lib/symbols.h"
#include "memory/heap.h"
#include "test/runner.h"
#include "trap/trap.h"
#include "x86/cpu.h"

#define NUSERS_MAX 100
#define NAMED_MAX  64

static struct heap_user users[NUSERS_MAX];
static void *blocks[NUSERS_MAX];

// The compiler may have made a variant of it, as function.constprop.0.
static bool is_call_in(uintptr_t caller, const char *function)
{
    size_t offset;
    const char *name = symbol_at(caller - 1, &offset);
    return name != NULL && strstr(name, function) == name;
}

static void expect_user(size_t i, const char *function, size_t nblocks,
                        size_t nbytes)
{
    EXPECT(is_call_in(users[i].caller, function));
    EXPECT_EQUAL(users[i].nblocks, nblocks);
    EXPECT_EQUAL(users[i].nbytes, nbytes);
}

static __attribute__((noinline)) void take_three(void)
{
    for (volatile size_t i = 0; i < 3; i++) { // a loop, and so one call
        blocks[i] = kmalloc(100 + i);
    }
}

static __attribute__((noinline)) void take_one(void)
{
    blocks[3] = kmalloc_aligned(250, 256);
}

static __attribute__((noinline)) void take_zeros(void)
{
    blocks[4] = kcalloc(100, 10);
}

static __attribute__((noinline)) void resize(size_t i, size_t nbytes)
{
    blocks[i] = krealloc(blocks[i], nbytes);
}

static void free_some(size_t i)
{
    kfree(blocks[i]);
    blocks[i] = NULL;
}

static void try_allocator(const struct allocator *allocator)
{
    heap_use(allocator);
    EXPECT_EQUAL(heap_users(users, NUSERS_MAX), 0);
    take_three();
    take_one();
    EXPECT_EQUAL(heap_users(users, NUSERS_MAX), 2);
    expect_user(0, "take_three", 3, 303);
    expect_user(1, "take_one", 1, 250);
    take_zeros();
    EXPECT_EQUAL(heap_users(users, 2), 2); // of three
    expect_user(0, "take_zeros", 1, 1000);
    expect_user(1, "take_three", 3, 303);

    free_some(1);
    resize(2, 90); // in its place
    EXPECT_EQUAL(heap_users(users, NUSERS_MAX), 3);
    expect_user(1, "take_one", 1, 250);
    expect_user(2, "take_three", 2, 190);
    resize(2, 5000); // elsewhere
    EXPECT(krealloc(blocks[4], SIZE_MAX) == NULL);
    EXPECT_EQUAL(heap_users(users, NUSERS_MAX), 4);
    expect_user(0, "resize", 1, 5000);
    expect_user(1, "take_zeros", 1, 1000);
    expect_user(3, "take_three", 1, 100);
    for (size_t i = 0; i < 5; i++) {
        free_some(i);
    }
    EXPECT_EQUAL(heap_users(users, NUSERS_MAX), 0);
}

// --- many callers: each of these is one ---

#define TAKE       blocks[n++] = kmalloc(20);
#define FIVE_TIMES TAKE TAKE TAKE TAKE TAKE
#define TWENTY     FIVE_TIMES FIVE_TIMES FIVE_TIMES FIVE_TIMES
#define EIGHTY     TWENTY TWENTY TWENTY TWENTY

static void try_many_callers(void)
{
    for (int round = 0; round < 2; round++) {
        size_t n = 0, named = 0, others = 0, of_others = 0;
        EIGHTY;
        size_t nusers = heap_users(users, NUSERS_MAX);
        for (size_t i = 0; i < nusers; i++) {
            EXPECT_EQUAL(users[i].nbytes, 20 * users[i].nblocks);
            if (users[i].caller == 0) {
                others++;
                of_others += users[i].nblocks;
            } else {
                EXPECT_EQUAL(users[i].nblocks, 1);
                named++;
            }
        }
        EXPECT_EQUAL(others, 1);
        EXPECT(named > NAMED_MAX / 2 && named <= NAMED_MAX);
        EXPECT_EQUAL(named + of_others, n);
        while (n > 0) {
            free_some(--n);
        }
        EXPECT_EQUAL(heap_users(users, NUSERS_MAX), 0);
    }
}

// --- and in an interrupt handler ---

static trap_handler *ticks_handler;
static void *volatile of_handler;
static volatile unsigned long nticks;

static void use_heap(struct trap_frame *frame)
{
    kfree(of_handler);
    of_handler = kmalloc(40);
    nticks++;
    ticks_handler(frame);
}

static void try_interrupts(void)
{
    EXPECT_EQUAL(pit_init(10000), 0);
    cli(); // the handler calls the one before it
    ticks_handler = trap_set_handler(VECTOR_IRQ_BASE, use_heap);
    sti();
    while (nticks < 3000) {
        take_three();
        for (size_t i = 0; i < 3; i++) {
            free_some(i);
        }
    }
    trap_set_handler(VECTOR_IRQ_BASE, ticks_handler);
    EXPECT_EQUAL(pit_init(100), 0);
    EXPECT_EQUAL(heap_users(users, NUSERS_MAX), 1);
    expect_user(0, "use_heap", 1, 40);
    kfree(of_handler);
    EXPECT_EQUAL(heap_users(users, NUSERS_MAX), 0);
}

TEST(who_has_memory_is_known)
{
    static const struct allocator *const allocators[] = {
        &bump_allocator,
        &free_list_allocator,
        &size_class_allocator,
    };
    const struct allocator *usual = heap_allocator();
    for (size_t i = 0; i < ARRAY_LENGTH(allocators); i++) {
        try_allocator(allocators[i]);
    }
    heap_use(usual);
    try_interrupts();
    try_many_callers();
}
