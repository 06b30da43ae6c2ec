// SPDX-License-Identifier: MIT
// A program may be killed while its thread waits for a mutex inside the kernel.
// It has it when it goes on, as all do, and nobody else misses a turn.
//
// Red when thread/mutex.c has
//     return mutex->owner == self || self->is_stopped;
// instead of
//     return mutex->owner == self;
// Red when thread/scheduler.c has
//     if (thread->state == THREAD_WAITING) {
//             scheduler_make_ready(thread);
// instead of
//     if (thread->state == THREAD_WAITING && thread->waits != NULL) {
//             list_remove(&thread->queue);
//             scheduler_make_ready(thread);

#include "memory/heap.h"
#include "test/runner.h"
#include "thread/bounded_buffer.h"
#include "thread/mutex.h"
#include "thread/scheduler.h"
#include "thread/semaphore.h"
#include "thread/thread.h"

#define CROWD 4
#define TURNS 50

static struct mutex mutex;
static struct semaphore semaphore;
static struct bounded_buffer buffer;
static unsigned inside, most, nturns, nitems;

static void *take_turns(void *unused)
{
    for (unsigned i = 0; i < TURNS; i++) {
        mutex_lock(&mutex);
        most = max(most, ++inside);
        nturns++;
        thread_yield();
        inside--;
        mutex_unlock(&mutex);
        semaphore_down(&semaphore);
        bounded_buffer_put(&buffer, i);
        semaphore_up(&semaphore);
    }
    return unused;
}

static void *use_items(void *unused)
{
    for (; nitems < CROWD * TURNS; nitems++) {
        bounded_buffer_take(&buffer);
    }
    return unused;
}

TEST(a_stopped_thread_gets_its_mutex)
{
    struct thread *threads[CROWD + 1];
    inside = most = nturns = nitems = 0;
    mutex_init(&mutex, "one at a time");
    semaphore_init(&semaphore, "two at a time", 2);
    bounded_buffer_init(&buffer, "a few");
    mutex_lock(&mutex);
    for (size_t i = 0; i < CROWD; i++) {
        threads[i] = thread_create("waits", take_turns, NULL);
    }
    threads[CROWD] = thread_create("uses", use_items, NULL);
    // First all wait for us, and then for each other.
    for (unsigned i = 0; nitems < CROWD * TURNS && i < 100000; i++) {
        thread_stop(threads[i % (CROWD + 1)]);
        thread_yield();
        if (i == 100) {
            EXPECT_EQUAL(nturns, 0);
            mutex_unlock(&mutex);
        }
    }
    for (size_t i = 0; i <= CROWD; i++) {
        thread_join(threads[i]);
    }
    EXPECT_EQUAL(most, 1);
    EXPECT_EQUAL(nturns, CROWD * TURNS);
    EXPECT_EQUAL(nitems, CROWD * TURNS);
}
