// SPDX-License-Identifier: MIT
// Breaks: thread/mutex.c: mutex = waiter->blocked_on_mutex; => break;

#include "test/runner.h"
#include "thread/mutex.h"
#include "thread/thread.h"

static struct mutex red = MUTEX_INIT(red, "red");
static struct mutex green = MUTEX_INIT(green, "green");
static struct mutex blue = MUTEX_INIT(blue, "blue");

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

TEST_PANICS(deadlock_of_three_names_all,
            "deadlock: main waits for green, held by first; first waits for "
            "blue, held by second; second waits for red, held by main")
{
    struct thread *first = thread_create("first", take_green_then_blue, NULL);
    struct thread *second = thread_create("second", take_blue_then_red, NULL);
    mutex_lock(&red);
    thread_sleep(150);
    mutex_lock(&green);
    thread_join(first);
    thread_join(second);
}
