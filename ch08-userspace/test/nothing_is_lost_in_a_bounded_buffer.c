// SPDX-License-Identifier: MIT
// Red when thread/condition.c lacks
//     list_push_back(&condition->waiters, &self.node);
// Red when thread/bounded_buffer.c lacks
//     condition_signal(&buffer->not_full);

#include "test/runner.h"
#include "thread/bounded_buffer.h"
#include "thread/thread.h"

#define MAKERS 3
#define USERS  2
#define COUNT  400 // by each maker; a multiple of USERS

static struct bounded_buffer buffer;

static void *make(void *first)
{
    for (uintptr_t i = 0; i < COUNT; i++) {
        bounded_buffer_put(&buffer, (uintptr_t)first + i);
    }
    return NULL;
}

static void *use(void *unused)
{
    uintptr_t sum = 0;
    (void)unused;
    for (size_t i = 0; i < MAKERS * COUNT / USERS; i++) {
        sum += bounded_buffer_take(&buffer);
    }
    return (void *)sum;
}

TEST(nothing_is_lost_in_a_bounded_buffer)
{
    struct thread *makers[MAKERS], *users[USERS];
    uintptr_t sum = 0, expected = 0;
    bounded_buffer_init(&buffer, "goods");
    for (uintptr_t i = 0; i < USERS; i++) {
        users[i] = thread_create("user", use, NULL);
    }
    for (uintptr_t i = 0; i < MAKERS; i++) {
        makers[i] = thread_create("maker", make, (void *)(i * 1000000));
    }
    for (uintptr_t i = 0; i < MAKERS; i++) {
        thread_join(makers[i]);
        expected += i * 1000000 * COUNT + COUNT * (COUNT - 1) / 2;
    }
    for (uintptr_t i = 0; i < USERS; i++) {
        sum += (uintptr_t)thread_join(users[i]);
    }
    EXPECT_EQUAL(sum, expected);
}
