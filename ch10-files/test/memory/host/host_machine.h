// SPDX-License-Identifier: MIT
// test/memory/host/host_machine.h - what the heap needs of the machine, on the
// host.
//
// Included before everything else (-include), so that the kernel's own files,
// unchanged, find these in the place of instructions that a program may not run
// and of addresses that it does not have.

#pragma once

#define _GNU_SOURCE
#include "boot/layout.h"
#include "cpu/this_cpu.h"
#include "x86/cpu.h"

// Free on Linux, beside what the sanitizers take.
#undef DIRECT_MAP_BASE
#undef HEAP_BASE
#define DIRECT_MAP_BASE UINT64_C(0x300000000000)
#define HEAP_BASE       UINT64_C(0x200000000000)

static inline void *host_phys_to_virt(paddr_t address)
{
    return (void *)(DIRECT_MAP_BASE + address.raw);
}

struct cpu *host_this_cpu(void);

#define phys_to_virt host_phys_to_virt
#define this_cpu     host_this_cpu
#define cli()        ((void)0)
#define sti()        ((void)0)
#define read_flags() ((uintptr_t)0)
