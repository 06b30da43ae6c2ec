// SPDX-License-Identifier: MIT
// bench.c - what threads cost, in instructions: `make bench`.

#include "base/chapter.h"
#include "lib/panic.h"
#include "memory/heap.h"
#include "test/bench.h"
#include "thread/mutex.h"
#include "thread/scheduler.h"
#include "thread/semaphore.h"
#include "thread/thread.h"
#include "x86/cpu.h"

#define COUNT 20000

static struct mutex mutex;
static struct semaphore there, back;
static volatile bool is_over;
static size_t nrounds;

static struct thread *start(void *(*body)(void *), void *argument)
{
    struct thread *thread = thread_create("bench", body, argument);
    if (thread == NULL) {
        panic("no memory for another thread");
    }
    return thread;
}

static void *yield_in_turn(void *unused)
{
    while (!is_over) {
        thread_yield();
    }
    return unused;
}

// With so many who do nothing but give way; each round is a switch by each.
static void measure_switch(size_t nthreads)
{
    struct thread **others = kmalloc((nthreads - 1) * sizeof(*others));
    KASSERT(others != NULL);
    is_over = false;
    for (size_t i = 0; i + 1 < nthreads; i++) {
        others[i] = start(yield_in_turn, NULL);
    }
    thread_yield(); // all have begun
    nrounds = COUNT / nthreads + 1;
    uint64_t begin = rdtsc();
    for (size_t i = 0; i < nrounds; i++) {
        thread_yield();
    }
    uint64_t ninstructions = rdtsc() - begin;
    char name[40];
    snprintf(name, sizeof(name), "switch by yield among %zu", nthreads);
    bench_print(name, ninstructions, nrounds * nthreads);
    is_over = true;
    for (size_t i = 0; i + 1 < nthreads; i++) {
        thread_join(others[i]);
    }
    kfree(others);
}

static void *answer(void *unused)
{
    for (int i = 0; i < COUNT; i++) {
        semaphore_down(&there);
        semaphore_up(&back);
    }
    return unused;
}

static void ask(void)
{
    semaphore_up(&there);
    semaphore_down(&back);
}

static void *do_nothing(void *unused)
{
    return unused;
}

// Ticks are few: a hundred in a billion instructions.
void chapter_run(const char *command_line)
{
    (void)command_line;
    kprintf("instructions for one:\n");
    BENCH("yield with nobody else ready", COUNT, thread_yield());
    for (size_t nthreads = 2; nthreads <= 10000; nthreads *= 10) {
        measure_switch(nthreads);
    }
    measure_switch(10000);

    mutex_init(&mutex, "bench");
    BENCH("mutex_lock and mutex_unlock, nobody waits", COUNT,
          (mutex_lock(&mutex), mutex_unlock(&mutex)));
    semaphore_init(&there, "there", 0);
    semaphore_init(&back, "back", 0);
    struct thread *other = start(answer, NULL);
    BENCH("semaphore round trip of two threads", COUNT, ask());
    thread_join(other);
    BENCH("thread_create, its end, thread_join", 1000,
          thread_join(start(do_nothing, NULL)));
    bench_end();
}
