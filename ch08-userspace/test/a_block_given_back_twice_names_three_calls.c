// SPDX-License-Identifier: MIT
// Red when memory/heap.c has
//     || false) {
// instead of
//     || head->state != state_for(IN_USE, memory)) {

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
