// SPDX-License-Identifier: MIT
// user/hostile/eats_memory.c - takes all the memory that it is given.
// Returns 0: sbrk() fails with -ENOMEM, and each new page is cleared first.

#include "user/lib/stdio.h"
#include "user/lib/system.h"

#define PAGE 4096

int main(void)
{
    uint64_t *memory = sbrk(0);
    // Takes large pieces first, then smaller ones.
    intptr_t eaten = 0;
    for (intptr_t piece = 256 * PAGE; piece >= PAGE; piece /= 4) {
        void *got;
        while (!is_error(got = sbrk(piece))) {
            eaten += piece;
        }
        if ((intptr_t)got != -ENOMEM) {
            printf("eats_memory: sbrk fails with %ld\n", (long)got);
            return 1;
        }
    }
    for (size_t i = 0; i < (size_t)eaten / sizeof(*memory); i++) {
        if (memory[i] != 0) {
            printf("eats_memory: a page holds %#lx\n", memory[i]);
            return 1;
        }
        // The next owner of the page must not find this.
        memory[i] = UINT64_C(0x5EC8E75EC8E75EC8);
    }
    printf("eats_memory: %ld KiB, all of them zero\n", (long)eaten / 1024);
    return eaten > 0 ? 0 : 1;
}
