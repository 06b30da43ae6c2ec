// SPDX-License-Identifier: MIT
// Breaks: memory/heap.c: header->state != state_for(IN_USE, memory) => false

#include "memory/heap.h"
#include "test/runner.h"

static void *volatile block;

static __attribute__((noinline)) void *take(void)
{
    return kmalloc(24);
}

static __attribute__((noinline)) void free_once(void)
{
    kfree(block);
}

TEST_PANICS(double_free_names_three_calls, "double free of block")
{
    block = take();
    free_once();
    kfree(block);
}
