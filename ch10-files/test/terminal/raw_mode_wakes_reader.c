// SPDX-License-Identifier: MIT
// A thread waits for a line, and another makes the terminal raw: the half line
// that is typed goes to the reader at once, without another key.
//
// Breaks: terminal/terminal.c: wake_all(&terminal->readers); // for => //

#include "test/runner.h"
#include "test/terminal/test_terminal.h"
#include "thread/thread.h"

static const char *text;

static void *read_one(void *unused)
{
    (void)unused;
    text = read_text(256);
    return NULL;
}

TEST(raw_mode_wakes_reader)
{
    new_terminal();
    struct thread *reader = thread_create("reader", read_one, NULL);
    type("begun");
    while (list_is_empty(&terminal.readers.waiters)) {
        scheduler_yield();
    }
    set_flags(0, 1);
    if (!EXPECT(list_is_empty(&terminal.readers.waiters))) {
        type("\n"); // so that the thread ends
    }
    thread_join(reader);
    EXPECT_TEXT(text, "begun");
}
