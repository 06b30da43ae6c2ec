// SPDX-License-Identifier: MIT
// Red when memory/heap.c has
//     print_call("given back by", head->allocated_by);
// instead of
//     print_call("given back by", head->freed_by);
//     }

#include "memory/heap.h"
#include "test/runner.h"

static void *volatile block;

static __attribute__((noinline)) void *take(void)
{
    return kmalloc(24);
}

static __attribute__((noinline)) void give_back(void)
{
    kfree(block);
}

TEST_PANICS(a_block_given_back_twice_names_three_calls, "is given back twice")
{
    block = take();
    give_back();
    kfree(block);
}
