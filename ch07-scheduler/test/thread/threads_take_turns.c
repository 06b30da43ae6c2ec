// SPDX-License-Identifier: MIT
// Breaks: thread/scheduler.c: list_push_back(&ready, &current->queue);
//     => list_push_front(&ready, &current->queue);

#include "base/string.h"
#include "test/count_threads.h"
#include "test/runner.h"
#include "thread/thread.h"

static char said[20];
static volatile size_t nsaid;

static void *say(void *letter)
{
    for (int i = 0; i < 3; i++) {
        said[nsaid++] = *(const char *)letter;
        scheduler_yield();
    }
    return letter;
}

// Each thread yields to the thread that has waited longest.
TEST(threads_take_turns)
{
    static const char letters[] = "ABC";
    struct thread *threads[3];
    nsaid = 0;
    for (size_t i = 0; i < 3; i++) {
        threads[i] = thread_create("letter", say, (void *)&letters[i]);
    }
    for (size_t i = 0; i < 3; i++) {
        EXPECT(thread_join(threads[i]) == &letters[i]);
    }
    said[nsaid] = '\0';
    EXPECT(strcmp(said, "ABCABCABC") == 0);
    EXPECT_EQUAL(count_threads(), 0);
}
