// SPDX-License-Identifier: MIT
// Breaks: thread/timer.c: (before)->due > due => (before)->due < due
// Breaks: thread/timer.c: (before)->due > due => (before)->due >= due

#include "test/runner.h"
#include "thread/timer.h"

// Timers may be set in any order: each comes due at its tick. Of two timers for
// the same tick, the one that was set first comes first.
TEST(timers_come_due_in_order)
{
    static const uint8_t dues[] = {5, 2, 9, 2, 7, 1};
    static const uint8_t order[] = {5, 1, 3, 0, 4, 2};
    struct timer timers[ARRAY_LENGTH(dues)] = {0};
    struct list list;
    list_init(&list);
    for (size_t i = 0; i < ARRAY_LENGTH(dues); i++) {
        timer_set(&list, &timers[i], dues[i]);
    }
    size_t nfound = 0;
    for (uint64_t now = 0; now < 10; now++) {
        const struct timer *timer;
        while ((timer = timer_next_due(&list, now)) != NULL) {
            EXPECT_EQUAL(timer->due, now);
            EXPECT_EQUAL(timer - timers, order[nfound]);
            nfound++;
        }
    }
    EXPECT_EQUAL(nfound, ARRAY_LENGTH(dues));
}
