// SPDX-License-Identifier: MIT
// bench/thread_costs.c - threads and the mutex.
//
// Interrupts are on. Ticks are few: a hundred in a billion instructions.

#include "bench/costs.h"
#include "lib/panic.h"
#include "memory/heap.h"
#include "test/bench.h"
#include "thread/mutex.h"
#include "thread/scheduler.h"
#include "thread/thread.h"
#include "x86/cpu.h"

#define COUNT     20000
#define NTOGETHER 100

static struct mutex mutex = MUTEX_INIT(mutex, "bench");
static volatile bool is_over;

static struct thread *start(void *(*body)(void *))
{
    struct thread *thread = thread_create("bench", body, NULL);
    KASSERT(thread != NULL);
    return thread;
}

static void *yield_in_turn(void *unused)
{
    while (!is_over) {
        scheduler_yield();
    }
    return unused;
}

// All nthreads threads do nothing but yield; each switches once in a round.
static void measure_switch(size_t nthreads)
{
    struct thread **others = kmalloc((nthreads - 1) * sizeof(*others));
    KASSERT(others != NULL);
    is_over = false;
    for (size_t i = 0; i + 1 < nthreads; i++) {
        others[i] = start(yield_in_turn);
    }
    scheduler_yield(); // all have begun
    size_t nrounds = COUNT / nthreads + 1;
    uint64_t begin = rdtsc();
    for (size_t i = 0; i < nrounds; i++) {
        scheduler_yield();
    }
    uint64_t ninstructions = rdtsc() - begin;
    char name[BENCH_WIDTH];
    snprintf(name, sizeof(name), "switch by yield among %zu threads", nthreads);
    bench_print(name, ninstructions, nrounds * nthreads);
    is_over = true;
    for (size_t i = 0; i + 1 < nthreads; i++) {
        thread_join(others[i]);
    }
    kfree(others);
}

static void *do_nothing(void *unused)
{
    return unused;
}

static void create_and_join(void)
{
    thread_join(start(do_nothing));
}

static void create_and_join_together(void)
{
    struct thread *threads[NTOGETHER];
    for (size_t i = 0; i < NTOGETHER; i++) {
        threads[i] = start(do_nothing);
    }
    for (size_t i = 0; i < NTOGETHER; i++) {
        thread_join(threads[i]);
    }
}

void measure_threads(void)
{
    BENCH("yield, no other thread ready", COUNT, scheduler_yield());
    for (size_t nthreads = 2; nthreads <= 2000; nthreads *= 10) {
        measure_switch(nthreads);
    }
    measure_switch(10000);
    BENCH("mutex_lock and mutex_unlock, none waiting", COUNT,
          (mutex_lock(&mutex), mutex_unlock(&mutex)));
    BENCH("thread_create, its end, thread_join", 1000, create_and_join());
    create_and_join_together(); // makes the page tables of the stacks
    uint64_t begin = rdtsc();
    for (int i = 0; i < 10; i++) {
        create_and_join_together();
    }
    bench_print("thread_create, its end, thread_join, 100 together",
                rdtsc() - begin, 10 * NTOGETHER);
    measure_interrupts_off("interrupts off, longest: create and join 100",
                           create_and_join_together);
}
