// SPDX-License-Identifier: MIT
// Breaks: boot/bootinfo.c: panic("the boot => (void)("the boot

#include "boot/bootinfo.h"
#include "boot/layout.h"
#include "test/runner.h"

// A head of eight bytes, and then nothing. Every other way to be malformed is
// tried on the host (test/boot/host/).
static const uint32_t head_alone[2] __attribute__((aligned(8))) = {8, 0};

TEST_PANICS(malformed_bootinfo_panics, "cannot be used: the tags have no end")
{
    bootinfo_init((paddr_t){(uintptr_t)head_alone - KERNEL_BASE});
}
