// SPDX-License-Identifier: MIT
// Breaks: memory/heap.c: ->word != CANARY) { => ->word == 0) {

#include "memory/heap.h"
#include "test/runner.h"

TEST_PANICS(block_overrun_by_one_byte_panics,
            "buffer overrun past the end of the 24 bytes")
{
    volatile char *block = kmalloc(24);
    block[24] = 0;
    kfree((void *)block);
}
