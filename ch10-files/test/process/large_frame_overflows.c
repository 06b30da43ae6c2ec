// SPDX-License-Identifier: MIT
// A function whose frame is larger than the stack ends in a page fault; so does
// a wild pointer. large_frame_overflow_is_named.py reads the reports.
//
// Breaks: process/fault.c: (int)frame->vector => VECTOR_GENERAL_PROTECTION

#include "abi/status.h"
#include "test/programs.h"
#include "test/runner.h"
#include "trap/vectors.h"

TEST(large_frame_overflows)
{
    EXPECT_EQUAL(run("large_frame 200"), STATUS_KILLED | VECTOR_PAGE_FAULT);
    EXPECT_EQUAL(run("large_frame 1024"), STATUS_KILLED | VECTOR_PAGE_FAULT);
    EXPECT_EQUAL(run("large_frame wild"), STATUS_KILLED | VECTOR_PAGE_FAULT);
}
