// SPDX-License-Identifier: MIT
// bench/semaphore_costs.c - two threads answer each other.

#include "bench/costs.h"
#include "lib/panic.h"
#include "test/bench.h"
#include "thread/semaphore.h"
#include "thread/thread.h"

#define COUNT 20000

static struct semaphore there, back;

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

void measure_semaphore(void)
{
    semaphore_init(&there, "there", 0);
    semaphore_init(&back, "back", 0);
    struct thread *other = thread_create("bench", answer, NULL);
    KASSERT(other != NULL);
    BENCH("semaphore round trip of two threads", COUNT, ask());
    thread_join(other);
}
