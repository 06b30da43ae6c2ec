// SPDX-License-Identifier: MIT
// Breaks: thread/rwlock.c: while (wake_first
//     => while (list_is_empty(&lock->writers.waiters) && wake_first
// Breaks: thread/rwlock.c: if (--lock->nreaders == 0) {
//     => if (--lock->nreaders == SIZE_MAX) {

#include "test/runner.h"
#include "thread/rwlock.h"
#include "thread/thread.h"

#define WRITERS 3

static struct rwlock lock;
static volatile bool is_over;
static volatile unsigned nwritten;

static void *write(void *unused)
{
    while (!is_over) {
        EXPECT(rwlock_write(&lock, WAIT_FOREVER));
        nwritten++;
        scheduler_yield(); // the other threads begin to wait
        rwlock_write_end(&lock);
    }
    return unused;
}

// A writer is always waiting, and yet a reader waits for one writer at most.
TEST(rwlock_writers_do_not_starve_readers)
{
    struct thread *writers[WRITERS];
    is_over = false;
    rwlock_init(&lock, "pages");
    for (size_t i = 0; i < WRITERS; i++) {
        writers[i] = thread_create("writer", write, NULL);
    }
    scheduler_yield();
    for (int i = 0; i < 20; i++) {
        unsigned before = nwritten;
        if (!EXPECT(rwlock_read(&lock, 100))) {
            return;
        }
        EXPECT(nwritten - before <= 1);
        scheduler_yield();
        rwlock_read_end(&lock);
    }
    is_over = true;
    for (size_t i = 0; i < WRITERS; i++) {
        thread_join(writers[i]);
    }
}
