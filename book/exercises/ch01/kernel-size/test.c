// SPDX-License-Identifier: MIT
// kernel_size() is the distance between the linker's two symbols.

#include "boot/image.h"
#include "test/runner.h"

// In assembly, since C would have them declared as boot/image.h has them.
static uintptr_t start_of_kernel(void)
{
    uintptr_t address;
    __asm__("mov $kernel_start, %0" : "=r"(address));
    return address;
}

static uintptr_t end_of_kernel(void)
{
    uintptr_t address;
    __asm__("mov $kernel_end, %0" : "=r"(address));
    return address;
}

TEST(the_kernel_knows_its_size)
{
    EXPECT_EQUAL(kernel_size(), end_of_kernel() - start_of_kernel());
}
