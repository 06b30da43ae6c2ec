// SPDX-License-Identifier: MIT
// Red when thread/rwlock.c lacks
//     KASSERT(lock->nreaders > 0);

#include "test/runner.h"
#include "thread/rwlock.h"

TEST_PANICS(ending_to_read_what_nobody_reads_is_refused, "lock->nreaders > 0")
{
    struct rwlock lock;
    rwlock_init(&lock, "pages");
    EXPECT(rwlock_write(&lock, 0));
    rwlock_read_end(&lock);
}
