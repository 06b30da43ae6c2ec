// SPDX-License-Identifier: MIT
// boot/layout.h - the regions of the kernel's half of the address space.
//
// A virtual address has 48 bits; bits 48 to 63 must equal bit 47. So there are
// two halves: the lower one will belong to programs, the upper one belongs to
// the kernel. The regions are the same in all chapters, and they lie so far
// apart that the first digits of a stray pointer tell its region.

#pragma once

#include "base/types.h"

#define KIB (UINT64_C(1) << 10)
#define MIB (UINT64_C(1) << 20)
#define GIB (UINT64_C(1) << 30)
#define TIB (UINT64_C(1) << 40)

// The first address that no program may use. It lies a page below the end of
// the half, since the address after the half's last byte is non-canonical.
#define USER_TOP UINT64_C(0x00007FFFFFFFF000)

// The direct map: all of physical memory, in one piece. Boot maps the first
// 4 GiB, chapter 5 the rest.
#define DIRECT_MAP_BASE      UINT64_C(0xFFFF800000000000)
#define DIRECT_MAP_SIZE      (64 * TIB)
#define DIRECT_MAP_BOOT_SIZE (4 * GIB)

// The heap, the kernel threads' stacks, the registers of devices.
#define HEAP_BASE   UINT64_C(0xFFFFC00000000000)
#define HEAP_SIZE   (16 * TIB)
#define STACKS_BASE UINT64_C(0xFFFFD00000000000)
#define STACKS_SIZE (16 * TIB)
#define MMIO_BASE   UINT64_C(0xFFFFE00000000000)
#define MMIO_SIZE   (16 * TIB)

// The kernel lies in the last 2 GiB, where an address fits into a 32-bit
// immediate that is sign-extended. Physical address 0 would be at KERNEL_BASE;
// the kernel's first byte is at 1 MiB, above the memory that the PC's firmware
// uses. kernel.ld asserts that it uses the same two numbers.
#define KERNEL_BASE     UINT64_C(0xFFFFFFFF80000000)
#define KERNEL_PHYSICAL (1 * MIB)
// How much boot/tables.asm maps there, from physical address 0 on.
#define KERNEL_MAP_SIZE (8 * MIB)

_Static_assert(DIRECT_MAP_BASE + DIRECT_MAP_SIZE <= HEAP_BASE, "order");
_Static_assert(HEAP_BASE + HEAP_SIZE <= STACKS_BASE, "order");
_Static_assert(STACKS_BASE + STACKS_SIZE <= MMIO_BASE, "order");
_Static_assert(MMIO_BASE + MMIO_SIZE <= KERNEL_BASE, "order");

// Returns the address of a physical byte in the direct map. The byte must be
// mapped there: until chapter 5, only addresses below DIRECT_MAP_BOOT_SIZE are.
static inline void *phys_to_virt(paddr_t address)
{
    return (void *)(DIRECT_MAP_BASE + address.raw);
}
