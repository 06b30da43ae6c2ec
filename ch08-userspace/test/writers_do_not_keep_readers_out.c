// SPDX-License-Identifier: MIT
// Red when thread/rwlock.c has
//     lock->writer = NULL;
//         lock->writer = serve_first_locked(&lock->writers);
//         if (lock->writer == NULL) {
//             let_readers_in(lock);
//         }
// instead of
//     lock->writer = NULL;
//         let_readers_in(lock);
//         if (lock->nreaders == 0) {
//             lock->writer = serve_first_locked(&lock->writers);
//         }
// Red when thread/rwlock.c has
//     if (--lock->nreaders == SIZE_MAX) {
// instead of
//     if (--lock->nreaders == 0) {

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
        thread_yield(); // the others come, and wait
        rwlock_write_end(&lock);
    }
    return unused;
}

// There is always a writer who waits, and yet a reader waits for one at most.
TEST(writers_do_not_keep_readers_out)
{
    struct thread *writers[WRITERS];
    is_over = false;
    rwlock_init(&lock, "pages");
    for (size_t i = 0; i < WRITERS; i++) {
        writers[i] = thread_create("writer", write, NULL);
    }
    thread_yield();
    for (int i = 0; i < 20; i++) {
        unsigned before = nwritten;
        if (!EXPECT(rwlock_read(&lock, 100))) {
            return;
        }
        EXPECT(nwritten - before <= 1);
        thread_yield();
        rwlock_read_end(&lock);
    }
    is_over = true;
    for (size_t i = 0; i < WRITERS; i++) {
        thread_join(writers[i]);
    }
}
