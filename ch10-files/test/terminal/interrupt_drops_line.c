// SPDX-License-Identifier: MIT
// ctrl-C drops what was typed and not read, and wakes a reader with -EINTR. A
// reader in the background does not see it, and goes on when its group comes to
// the foreground.
//
// Breaks: terminal/terminal.c: input_drop(&terminal->input); =>
// Breaks: terminal/terminal.c: terminal->ninterrupts++; =>
// Breaks: terminal/terminal.c: group == terminal->foreground; => true;
// Breaks: terminal/terminal.c: (group == terminal->interrupted && => (

#include "test/runner.h"
#include "test/terminal/test_terminal.h"
#include "thread/thread.h"

static const char *volatile text;

static void *read_one(void *unused)
{
    (void)unused;
    text = read_text(256);
    return NULL;
}

static void let_it_wait(void)
{
    thread_sleep(30);
    EXPECT(text == NULL);
}

TEST(interrupt_drops_line)
{
    int other = 5, own = 0;
    new_terminal();
    type("a line\nand half a");
    type("\003");
    EXPECT_TEXT(shown, "a line\nand half a^C\n");
    type("new\n");
    EXPECT_TEXT(read_text(256), "new\n");

    text = NULL;
    struct thread *reader = thread_create("reader", read_one, NULL);
    let_it_wait();
    type("\003");
    thread_join(reader);
    EXPECT_TEXT(text, "EINTR");

    text = NULL;
    terminal.foreground = other;
    reader = thread_create("reader", read_one, NULL);
    let_it_wait();
    type("\003");
    type("for later\n");
    let_it_wait();
    terminal.foreground = own; // group 0: no program could set it
    type("x");
    thread_join(reader);
    EXPECT_TEXT(text, "for later\n");
}
