// SPDX-License-Identifier: MIT
// In the boot that tests share it runs for a second only; see
// threads_survive_stress.py.

#include "base/kprintf.h"
#include "base/string.h"
#include "boot/bootinfo.h"
#include "device/pit.h"
#include "memory/heap.h"
#include "test/count_threads.h"
#include "test/runner.h"
#include "thread/bounded_buffer.h"
#include "thread/thread.h"

static struct bounded_buffer buffer;
static volatile bool is_over;

static void *make(void *unused)
{
    for (uintptr_t i = 1; !is_over; i++) {
        bounded_buffer_put(&buffer, i);
        if (i % 50 == 0) {
            thread_sleep(i % 40);
        }
    }
    bounded_buffer_put(&buffer, 0); // the last
    return unused;
}

static void *use(void *unused)
{
    uintptr_t item, nitems = 0;
    (void)unused;
    while ((item = bounded_buffer_take(&buffer)) != 0) {
        nitems++;
        EXPECT_EQUAL(item, nitems);
    }
    return (void *)nitems;
}

static void *come_and_go(void *rounds)
{
    uintptr_t nrounds = 0;
    while (!is_over) {
        void *block = kmalloc(nrounds * 37 % 3000);
        thread_sleep(nrounds % 7);
        kfree(block);
        nrounds++;
    }
    *(uintptr_t *)rounds = nrounds;
    return NULL;
}

TEST(mixed_load_loses_nothing)
{
    bool is_alone = strstr(bootinfo()->command_line, "test=") != NULL;
    uintptr_t nrounds;
    is_over = false;
    bounded_buffer_init(&buffer, "goods");
    struct thread *maker = thread_create("maker", make, NULL);
    struct thread *user = thread_create("user", use, NULL);
    struct thread *guest = thread_create("guest", come_and_go, &nrounds);
    thread_sleep(is_alone ? 60000 : 1000);
    is_over = true;
    thread_join(guest);
    thread_join(maker);
    EXPECT((uintptr_t)thread_join(user) > 100);
    kprintf("%lu rounds\n", nrounds);
    EXPECT_EQUAL(count_threads(), 0);
}
