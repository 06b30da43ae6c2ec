// SPDX-License-Identifier: MIT

#include "base/required.h"
#include "boot/layout.h"
#include "cpu/stack.h"
#include "device/pit.h"
#include "memory/heap.h"
#include "test/runner.h"
#include "thread/mutex.h"
#include "thread/thread.h"
#include "thread/thread_stack.h"

#define LOW    1
#define MIDDLE 4
#define HIGH   6
#define TOP    (THREAD_PRIORITIES - 1) // the test itself, while it watches

static volatile bool is_over, may_go;
static struct mutex one = MUTEX_INIT(one, "one");
static struct mutex two = MUTEX_INIT(two, "two");

static struct thread *start(const char *name, unsigned priority,
                            void *(*body)(void *), void *argument)
{
    struct thread *thread = thread_create(name, body, argument);
    EXPECT(thread != NULL);
    thread_set_priority(thread, priority);
    return thread;
}

static void *count(void *argument)
{
    volatile uint64_t *count = argument;
    while (!is_over) {
        ++*count;
    }
    return NULL;
}

static void try_order(void)
{
    static uint64_t counts[3];
    is_over = false;
    struct thread *low = start("low", LOW, count, &counts[0]);
    struct thread *a = start("a", MIDDLE, count, &counts[1]);
    struct thread *b = start("b", MIDDLE, count, &counts[2]);
    thread_sleep(300);
    EXPECT_EQUAL(counts[0], 0);
    EXPECT(counts[1] > counts[2] / 4 && counts[2] > counts[1] / 4);
    thread_set_priority(low, HIGH); // it overtakes them
    uint64_t before = counts[1] + counts[2];
    thread_sleep(100);
    EXPECT(counts[0] > 0);
    EXPECT_EQUAL(counts[1] + counts[2], before);
    is_over = true;
    thread_join(low);
    thread_join(a);
    thread_join(b);
}

// Takes the mutexes, and keeps them until it may go.
static void *keep_one(void *unused)
{
    mutex_lock(&one);
    while (!may_go) {
        thread_sleep(10);
    }
    mutex_unlock(&one);
    return unused;
}

static void *take_one(void *when)
{
    mutex_lock(&one);
    if (when != NULL) {
        *(uint64_t *)when = pit_ticks();
    }
    mutex_unlock(&one);
    return NULL;
}

static void *take_two_then_one(void *unused)
{
    mutex_lock(&two);
    mutex_lock(&one);
    mutex_unlock(&one);
    mutex_unlock(&two);
    return unused;
}

static void *take_two(void *unused)
{
    mutex_lock(&two);
    mutex_unlock(&two);
    return unused;
}

static void try_inversion(void)
{
    static uint64_t unused;
    uint64_t taken_at = 0;
    is_over = false;
    may_go = false;
    struct thread *low = start("low", LOW, keep_one, NULL);
    thread_sleep(20);
    EXPECT(one.owner == low);
    struct thread *middle = start("middle", MIDDLE, count, &unused);
    struct thread *high = start("high", HIGH, take_one, &taken_at);
    thread_sleep(20);
    EXPECT_EQUAL(thread_priority(low), HIGH);
    uint64_t before = pit_ticks();
    may_go = true;
    thread_sleep(100);
    EXPECT(taken_at != 0 && taken_at - before < 5);
    EXPECT_EQUAL(thread_priority(low), LOW);
    is_over = true;
    thread_join(high);
    thread_join(middle);
    thread_join(low);
}

static void try_chain(void)
{
    may_go = false;
    struct thread *low = start("low", LOW, keep_one, NULL);
    thread_sleep(20);
    struct thread *next = start("next", LOW + 1, take_two_then_one, NULL);
    thread_sleep(20);
    EXPECT_EQUAL(thread_priority(low), LOW + 1);
    struct thread *high = start("high", HIGH, take_two, NULL);
    thread_sleep(20);
    EXPECT_EQUAL(thread_priority(next), HIGH);
    EXPECT_EQUAL(thread_priority(low), HIGH);
    thread_set_priority(high, MIDDLE); // in the middle of it
    EXPECT_EQUAL(thread_priority(low), MIDDLE);
    may_go = true;
    thread_join(low);
    thread_join(high);
    thread_join(next);
}

static void *give_up(void *unused)
{
    EXPECT(!mutex_lock_for(&one, 50));
    return unused;
}

// Two mutexes, two waiters, and one who gives up.
static void *keep_both(void *unused)
{
    mutex_lock(&one);
    mutex_lock(&two);
    while (!may_go) {
        scheduler_yield();
    }
    mutex_unlock(&two);
    EXPECT_EQUAL(thread_priority(thread_current()), MIDDLE);
    mutex_unlock(&one);
    EXPECT_EQUAL(thread_priority(thread_current()), LOW);
    return unused;
}

static void try_giving_back(void)
{
    may_go = false;
    struct thread *low = start("low", LOW, keep_both, NULL);
    thread_sleep(20);
    struct thread *high = start("high", HIGH, give_up, NULL);
    thread_sleep(20);
    EXPECT_EQUAL(thread_priority(low), HIGH);
    thread_join(high);
    EXPECT_EQUAL(thread_priority(low), LOW);
    struct thread *b = start("b", MIDDLE, take_one, NULL);
    thread_sleep(20);
    struct thread *a = start("a", HIGH, take_two, NULL);
    thread_sleep(20);
    EXPECT_EQUAL(thread_priority(low), HIGH);
    may_go = true;
    thread_join(low);
    thread_join(a);
    thread_join(b);
}

static volatile unsigned nserved;
static unsigned served[4]; // in which order

static void *be_served(void *argument)
{
    mutex_lock(&one);
    served[(size_t)argument] = nserved++;
    mutex_unlock(&one);
    return NULL;
}

static void try_order_of_waiters(void)
{
    static const unsigned priorities[] = {LOW, MIDDLE, HIGH, MIDDLE};
    static const unsigned order[] = {3, 1, 0, 2};
    struct thread *waiters[4];
    nserved = 0;
    mutex_lock(&one);
    for (size_t i = 0; i < 4; i++) {
        waiters[i] = start("waiter", priorities[i], be_served, (void *)i);
        thread_sleep(20);
    }
    mutex_unlock(&one);
    for (size_t i = 0; i < 4; i++) {
        thread_join(waiters[i]);
        EXPECT_EQUAL(served[i], order[i]);
    }
}

static void *try_for_a_while(void *unused)
{
    if (mutex_lock_for(&one, 50)) { // it has become free meanwhile
        mutex_unlock(&one);
    }
    return unused;
}

// A waiter's time is up while somebody else keeps the CPU from him.
static void try_late_waiter(void)
{
    static uint64_t unused;
    for (int i = 0; i < 5; i++) {
        may_go = false;
        is_over = false;
        struct thread *low = start("low", HIGH, keep_one, NULL);
        thread_sleep(20);
        struct thread *late = start("late", LOW, try_for_a_while, NULL);
        thread_sleep(20);
        struct thread *busy = start("busy", MIDDLE, count, &unused);
        thread_sleep(70); // its time is up, and it has not run
        may_go = true;
        thread_join(low);
        // Its memory is somebody else's by now.
        uint8_t *block = kmalloc(sizeof(struct thread));
        memset(block, 0x5a, sizeof(struct thread));
        is_over = true;
        thread_join(busy);
        thread_join(late);
        size_t ndamaged = 0;
        for (size_t j = 0; j < sizeof(struct thread); j++) {
            ndamaged += block[j] != 0x5a;
        }
        EXPECT_EQUAL(ndamaged, 0);
        kfree(block);
    }
}

#define NSLOTS 32768 // as in thread/thread_stack.c

// How many threads have a stack.
static size_t count_threads(void)
{
    size_t count = 0;
    for (size_t slot = 0; slot < NSLOTS; slot++) {
        count += thread_stack_owner(STACKS_BASE + 2 * STACK_SIZE * slot) != 0;
    }
    return count;
}

TEST(who_waits_lends_his_weight)
{
    size_t before = count_threads();
    struct thread *self = thread_current();
    thread_set_priority(self, TOP);
    EXPECT_EQUAL(thread_priority(self), TOP);
    try_order();
    try_inversion();
    try_chain();
    try_giving_back();
    try_order_of_waiters();
    try_late_waiter();
    thread_set_priority(self, THREAD_PRIORITY_DEFAULT);
    EXPECT_EQUAL(thread_priority(self), THREAD_PRIORITY_DEFAULT);
    EXPECT_EQUAL(count_threads(), before);
}
