// SPDX-License-Identifier: MIT
// Breaks: thread/condition.c: mutex_unlock_locked(mutex); =>
// Breaks: thread/bounded_buffer.c: condition_signal(&buffer->not_full); =>

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

TEST(bounded_buffer_loses_nothing)
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
