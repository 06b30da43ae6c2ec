// SPDX-License-Identifier: MIT
// Red when thread/rwlock.c has
//     if (lock->writer != NULL) {
// instead of
//     if (lock->writer != NULL || lock->nwriters_waiting > 0) {
// Red when thread/rwlock.c has
//     if (lock->writer != NULL) {
//             return false;
//         }
//         lock->writer = this_cpu()->current;
// instead of
//     if (lock->writer != NULL || lock->nreaders > 0) {
//             return false;
//         }
//         lock->writer = this_cpu()->current;

#include "test/runner.h"
#include "thread/rwlock.h"
#include "thread/thread.h"

static struct rwlock lock;
static volatile unsigned nreading, most_reading, nwriting, nwritten, nwrong;

static void *read(void *until)
{
    while (nwritten < (uintptr_t)until) {
        EXPECT(rwlock_read(&lock, WAIT_FOREVER));
        nreading++;
        most_reading = nreading > most_reading ? nreading : most_reading;
        nwrong += nwriting != 0;
        thread_yield();
        nwrong += nwriting != 0;
        nreading--;
        rwlock_read_end(&lock);
    }
    return NULL;
}

static void *write(void *times)
{
    for (uintptr_t i = 0; i < (uintptr_t)times; i++) {
        EXPECT(rwlock_write(&lock, WAIT_FOREVER));
        nwrong += nreading != 0 || nwriting != 0;
        nwriting++;
        thread_yield();
        nwriting--;
        nwritten++;
        rwlock_write_end(&lock);
    }
    return NULL;
}

// The readers always overlap; a writer gets his turn all the same.
TEST(one_writes_or_many_read)
{
    struct thread *threads[6];
    nwritten = 0;
    rwlock_init(&lock, "pages");
    for (size_t i = 0; i < 6; i++) {
        threads[i] = thread_create("reader or writer", i < 4 ? read : write,
                                   (void *)(uintptr_t)(i < 4 ? 100 : 50));
    }
    for (size_t i = 0; i < 6; i++) {
        thread_join(threads[i]);
    }
    EXPECT_EQUAL(nwrong, 0);
    EXPECT_EQUAL(nwritten, 100);
    EXPECT(most_reading > 1);
}
