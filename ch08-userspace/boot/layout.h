// SPDX-License-Identifier: MIT
// boot/layout.h - what lies where in the kernel's half of the address space.
//
// An address has 48 bits, and the 16 above must equal the highest of them. That
// leaves two halves: the lower one will belong to programs, the upper one is
// the kernel's. Each region here is fixed for all chapters, far apart from the
// others, so that a stray pointer shows in its first digits where it came from.

#pragma once

#include "base/types.h"

#define KIB (UINT64_C(1) << 10)
#define MIB (UINT64_C(1) << 20)
#define GIB (UINT64_C(1) << 30)
#define TIB (UINT64_C(1) << 40)

// The first address that no program may use. A page below the end of the half,
// since the address after its very last byte is not one that the CPU accepts.
#define USER_TOP UINT64_C(0x00007FFFFFFFF000)

// The direct map: all of physical memory, in one piece. Boot maps the first
// 4 GiB, chapter 5 the rest.
#define DIRECT_MAP_BASE      UINT64_C(0xFFFF800000000000)
#define DIRECT_MAP_SIZE      (64 * TIB)
#define DIRECT_MAP_BOOT_SIZE (4 * GIB)

// Memory that the kernel asks for, the kernel's stacks, device registers.
#define HEAP_BASE   UINT64_C(0xFFFFC00000000000)
#define HEAP_SIZE   (16 * TIB)
#define STACKS_BASE UINT64_C(0xFFFFD00000000000)
#define STACKS_SIZE (16 * TIB)
#define MMIO_BASE   UINT64_C(0xFFFFE00000000000)
#define MMIO_SIZE   (16 * TIB)

// The kernel itself, in the last 2 GiB, where an address fits into the 32 bits
// that most instructions have for one. Physical address 0 would appear at
// KERNEL_BASE; the kernel's first byte is at 1 MiB, above what the PC's
// firmware needs. kernel.ld asserts that both numbers are its own.
#define KERNEL_BASE     UINT64_C(0xFFFFFFFF80000000)
#define KERNEL_PHYSICAL (1 * MIB)
// What boot/tables.asm maps of it, counted from physical address 0.
#define KERNEL_MAP_SIZE (8 * MIB)

_Static_assert(DIRECT_MAP_BASE + DIRECT_MAP_SIZE <= HEAP_BASE, "order");
_Static_assert(HEAP_BASE + HEAP_SIZE <= STACKS_BASE, "order");
_Static_assert(STACKS_BASE + STACKS_SIZE <= MMIO_BASE, "order");
_Static_assert(MMIO_BASE + MMIO_SIZE <= KERNEL_BASE, "order");

// Where the kernel can reach the byte at a physical address. Right for any
// address that is mapped: below DIRECT_MAP_BOOT_SIZE, until chapter 5.
static inline void *phys_to_virt(paddr_t address)
{
    return (void *)(DIRECT_MAP_BASE + address.raw);
}
