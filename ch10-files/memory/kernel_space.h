// SPDX-License-Identifier: MIT
// memory/kernel_space.h - the address space of the kernel.

#pragma once

#include "memory/space.h"

// Takes over the tables of boot/tables.asm, gives each part of the kernel the
// rights that it needs and no others, and extends the direct map over all RAM.
// Once, by main.c, after protection_init() and frame_init().
void kernel_space_init(void);

struct space *kernel_space(void);
