// SPDX-License-Identifier: MIT

#include "base/string.h"
#include "memory/frame.h"
#include "memory/heap.h"
#include "process/process.h"
#include "test/runner.h"
#include "thread/thread_stack.h"
#include "trap/vectors.h"

#define KILLED_BY_PAGE_FAULT (STATUS_KILLED | VECTOR_PAGE_FAULT)
#define FRAMES_OF_A_SLEEPER   20

static int start(const char *what)
{
    struct arguments arguments = {0};
    EXPECT_EQUAL(arguments_add(&arguments, "exercise", 8), 0);
    EXPECT_EQUAL(arguments_add(&arguments, what, strlen(what)), 0);
    int pid = process_start("exercise", &arguments);
    EXPECT(pid > 0);
    return pid;
}

static int end_of(const char *what)
{
    int pid = start(what), status = -1;
    EXPECT_EQUAL(process_wait(pid, &status, WAIT_FOREVER), pid);
    return status;
}

static void let_one_sleep(void)
{
    int status;
    size_t before = frame_nfree();
    int pid = start("sleep");
    thread_sleep(100);
    EXPECT(before - frame_nfree() <= FRAMES_OF_A_SLEEPER);
    EXPECT_EQUAL(process_kill(pid), 0);
    process_wait(pid, &status, WAIT_FOREVER);
}

static size_t count_frames(void)
{
    thread_stack_trim();
    size_class_trim();
    return frame_nfree();
}

TEST(a_stack_grows_when_it_is_touched)
{
    EXPECT_EQUAL(end_of("nothing"), 11); // what is kept for later is there now
    size_t before = count_frames();
    EXPECT_EQUAL(end_of("deep"), 33);
    EXPECT_EQUAL(end_of("kernel"), 22);
    EXPECT_EQUAL(end_of("last"), 44);
    EXPECT_EQUAL(end_of("below"), KILLED_BY_PAGE_FAULT);
    EXPECT_EQUAL(end_of("endless"), KILLED_BY_PAGE_FAULT);
    EXPECT_EQUAL(end_of("execute"), KILLED_BY_PAGE_FAULT);
    EXPECT_EQUAL(end_of("hungry"), KILLED_BY_PAGE_FAULT);
    let_one_sleep();
    EXPECT_EQUAL(count_frames(), before);
}
