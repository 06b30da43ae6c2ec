// SPDX-License-Identifier: MIT
// Red when thread/mutex.c has
//     kprintf(", which %s has, who waits for %s", mutex->owner->name,
//                     mutex->name);
// instead of
//     kprintf(", which %s has, who waits for %s", mutex->owner->name,
//                     mutex->owner->wants->name);

#include "test/runner.h"
#include "thread/mutex.h"
#include "thread/thread.h"

static struct mutex red, green, blue;

static void *take_green_then_blue(void *unused)
{
    mutex_lock(&green);
    thread_sleep(50);
    mutex_lock(&blue);
    return unused;
}

static void *take_blue_then_red(void *unused)
{
    mutex_lock(&blue);
    thread_sleep(50);
    mutex_lock(&red);
    return unused;
}

TEST_PANICS(a_deadlock_of_three_names_them_all,
            "deadlock: main waits for green, which first has, who waits for "
            "blue, which second has, who waits for red, which main has")
{
    mutex_init(&red, "red");
    mutex_init(&green, "green");
    mutex_init(&blue, "blue");
    struct thread *first = thread_create("first", take_green_then_blue, NULL);
    struct thread *second = thread_create("second", take_blue_then_red, NULL);
    mutex_lock(&red);
    thread_sleep(150);
    mutex_lock(&green);
    thread_join(first);
    thread_join(second);
}
