// SPDX-License-Identifier: MIT
// Red when memory/region.c has
//     space_map(kernel_space(), region->end, frame, 1, PTE_WRITE) !=
// instead of
//     space_map(kernel_space(), region->end, frame, 1, PTE_WRITE | PTE_NX) !=

#include "memory/heap.h"
#include "test/runner.h"

TEST_PANICS(executing_a_block_is_refused, "that is in the heap's region")
{
    heap_use(&free_list_allocator);
    volatile uint8_t *block = kmalloc(16);
    *block = 0xC3; // as code: ret
    __asm__ volatile("call *%0" : : "r"(block) : "memory");
}
