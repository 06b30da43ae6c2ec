// SPDX-License-Identifier: MIT
// Breaks: thread/rwlock.c: != NULL || lock->nwriters_waiting > 0 => != NULL
// Breaks: thread/rwlock.c: != NULL || lock->nreaders > 0 => != NULL

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
        scheduler_yield();
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
        scheduler_yield();
        nwriting--;
        nwritten++;
        rwlock_write_end(&lock);
    }
    return NULL;
}

// The readers always overlap, and each writer gets its turn all the same.
TEST(rwlock_admits_one_writer_or_many_readers)
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
