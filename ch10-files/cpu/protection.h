// SPDX-License-Identifier: MIT
// cpu/protection.h - accesses that the CPU refuses: NX, WP, SMEP, SMAP, UMIP.

#pragma once

#include "boot/paging.h"

// Intel SDM Vol. 3A, "Control Registers", and Vol. 2A, "CPUID".
#define CR0_WP   (1 << 16) // ring 0 cannot write to read-only pages either
#define CR4_UMIP (1 << 11) // ring 3 cannot execute sgdt, sidt, sldt, smsw, str
#define CR4_SMEP (1 << 20) // ring 0 cannot execute pages of ring 3
#define CR4_SMAP (1 << 21) // ring 0 cannot access them, unless RFLAGS.AC
#define EFER_NXE (1 << 11) // PTE_NX means: not executable

#define CPUID_EDX_NX        (1 << 20) // in edx of CPUID_EXTENDED_FEATURES
#define CPUID_MORE_FEATURES 7         // subleaf 0
#define CPUID_ECX_UMIP      (1 << 2)  // in ecx of the leaf above
#define CPUID_EBX_SMEP      (1 << 7)  // in ebx
#define CPUID_EBX_SMAP      (1 << 20)

// Switches on NX, WP, SMEP, SMAP and UMIP, each if CPUID says that it is there.
// Once for each CPU, by main.c.
void protection_init(void);

// Between these two calls the kernel may read and write user pages: SMAP is
// suspended for this thread. For process/user_copy.c alone.
void user_access_begin(void);
void user_access_end(void);

// Returns the flags without PTE_NX if this CPU has no NX. There the bit is
// reserved: an access by way of an entry that has it set is a page fault.
pte_t pte_supported_bits(pte_t flags);
