// SPDX-License-Identifier: MIT

#include "base/format.h"
#include "base/string.h"
#include "device/pit.h"
#include "process/process.h"
#include "test/runner.h"

#define TICK_HZ 100 // as main.c has it

TEST(a_program_learns_how_late_it_is)
{
    struct arguments arguments = {0};
    char now[24];
    int status = -1;
    snprintf(now, sizeof(now), "%lu", pit_ticks() * 1000 / TICK_HZ);
    EXPECT_EQUAL(arguments_add(&arguments, "exercise", 8), 0);
    EXPECT_EQUAL(arguments_add(&arguments, now, strlen(now)), 0);
    int pid = process_start("exercise", &arguments);
    EXPECT(pid > 0);
    EXPECT_EQUAL(process_wait(pid, &status, WAIT_FOREVER), pid);
    EXPECT_EQUAL(status, 0);
}
