// SPDX-License-Identifier: MIT
// The copy instructions may fault on the program's memory. A fault on the
// kernel's side of the copy is a bug: a panic, and not -EFAULT.
//
// Breaks: process/user_copy.c: fault->instruction && read_cr2() < USER_TOP
//     => fault->instruction

#include "boot/layout.h"
#include "memory/frame.h"
#include "memory/kernel_space.h"
#include "process/user_copy.h"
#include "test/runner.h"

#define PAGE UINT64_C(0x10000000)

TEST_PANICS(user_copy_with_bad_kernel_pointer_panics,
            "a write in ring 0, at 0xffffe00000123000")
{
    paddr_t frame;
    if (EXPECT(frame_alloc(&frame)) &&
        EXPECT(space_map(kernel_space(), PAGE, frame, 1, PTE_USER) == 0)) {
        void *nowhere = (void *)(MMIO_BASE + 0x123000);
        EXPECT(copy_from_user(nowhere, (uaddr_t){PAGE}, 8) != 0);
    }
}
