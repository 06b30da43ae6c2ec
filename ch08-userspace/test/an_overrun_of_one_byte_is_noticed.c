// SPDX-License-Identifier: MIT
// Red when memory/heap.c has
//     if (0) {
//             complain_of_overrun(memory, caller);
// instead of
//     if (fence_of(memory, head->nbytes)->word != FENCE) {
//             complain_of_overrun(memory, caller);

#include "memory/heap.h"
#include "test/runner.h"

TEST_PANICS(an_overrun_of_one_byte_is_noticed,
            "somebody wrote past the end of the 24 bytes")
{
    volatile char *block = kmalloc(24);
    block[24] = 0;
    kfree((void *)block);
}
