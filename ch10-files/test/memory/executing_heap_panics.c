// SPDX-License-Identifier: MIT
// Breaks: memory/kernel_space.c: PTE_WRITE | PTE_NX); => PTE_WRITE);

#include "memory/heap.h"
#include "test/runner.h"

TEST_PANICS(executing_heap_panics, "that is in the direct map")
{
    volatile uint8_t *block = kmalloc(16);
    *block = 0xC3; // as code: ret
    __asm__ volatile("call *%0" : : "r"(block) : "memory");
}
