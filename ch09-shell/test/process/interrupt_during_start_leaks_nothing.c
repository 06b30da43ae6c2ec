// SPDX-License-Identifier: MIT
// ctrl-C at 200 moments while a shell starts a program: the shell goes on, and
// at the end no process, frame or block is left.
//
// Breaks: process/group.c: && process->ignores_interrupt => && false
// Breaks: process/process.c: descriptor_close_all(&self->descriptors); =>

#include "base/errno.h"
#include "base/string.h"
#include "terminal/console.h"
#include "test/count_threads.h"
#include "test/programs.h"
#include "test/runner.h"
#include "thread/thread.h"

#define MOMENTS 200
#define STEP    20000 // rounds of a loop; 200 steps last as long as a start

static void type(const char *text)
{
    console_type_bytes(text, strlen(text));
}

static void spend(unsigned rounds)
{
    for (volatile unsigned i = 0; i < rounds; i++) {
    }
}

// Returns the shell's exit code. If ctrl-C came before the program began, the
// program runs until the next ctrl-C.
static int one_shell(unsigned moment)
{
    int status;
    type("\003"); // drops what the last shell has not read
    int shell = start("sh");
    type("loops_forever\n");
    spend(moment * STEP);
    do {
        type("\003");
        type("exit 7\n");
    } while (process_wait(shell, &status, 20) == -ETIMEDOUT);
    return status;
}

TEST(interrupt_during_start_leaks_nothing)
{
    one_shell(0);
    size_t frames = count_frames(), blocks = count_blocks();
    for (unsigned moment = 0; moment < MOMENTS; moment++) {
        EXPECT_EQUAL(one_shell(moment), 7);
    }
    type("\003");
    EXPECT_EQUAL(count_threads(), 0);
    EXPECT_EQUAL(count_processes(), 0);
    EXPECT_EQUAL(count_frames(), frames);
    EXPECT_EQUAL(count_blocks(), blocks);
}
