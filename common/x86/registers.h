// SPDX-License-Identifier: MIT
// x86/registers.h - the bits of the CPU's registers.
//
// Names from Intel SDM Vol. 1, "EFLAGS Register", Vol. 3A, "Control Registers",
// and Vol. 4, "Model-Specific Registers (MSRs)"; CPUID from Vol. 2A.

#pragma once

#include "base/types.h"

// RFLAGS
#define RFLAGS_IF (1 << 9)  // interrupts are let through
#define RFLAGS_DF (1 << 10) // string instructions go downward
#define RFLAGS_ID (1 << 21) // can be changed: CPUID exists

// CR0
#define CR0_PE (1 << 0)            // protected mode
#define CR0_WP (1 << 16)           // read-only pages are so in ring 0 as well
#define CR0_PG (UINT32_C(1) << 31) // paging

// CR4
#define CR4_PAE  (1 << 5)  // page-table entries of 64 bits
#define CR4_MCE  (1 << 6)  // machine checks are reported, no shutdown
#define CR4_UMIP (1 << 11) // ring 3 cannot ask where the tables are
#define CR4_SMEP (1 << 20) // ring 0 executes no page of ring 3's
#define CR4_SMAP (1 << 21) // nor reads or writes one, but for RFLAGS.AC

// IA32_EFER, "Extended Feature Enable Register"
#define MSR_EFER 0xC0000080
#define EFER_LME (1 << 8)  // 64-bit mode is wanted, and starts with paging
#define EFER_LMA (1 << 10) // it is on; set by the CPU
#define EFER_NXE (1 << 11) // bit 63 of a page-table entry means "no execute"

// Where a gs: address starts. Intel SDM Vol. 4: IA32_GS_BASE
#define MSR_GS_BASE 0xC0000101

// CPUID
#define CPUID_EXTENDED_MAX      0x80000000 // eax: the highest extended leaf
#define CPUID_EXTENDED_FEATURES 0x80000001
#define CPUID_EDX_NX            (1 << 20)  // in edx of the leaf above
#define CPUID_EDX_LONG_MODE     (1 << 29)  // the same
#define CPUID_ADDRESS_SIZES     0x80000008 // eax: bits of a physical address
#define CPUID_EAX_PHYSICAL_BITS 0xFF
#define CPUID_FEATURES          1
#define CPUID_EDX_MCE           (1 << 7) // in edx of the leaf above
#define CPUID_MORE_FEATURES     7        // subleaf 0
#define CPUID_ECX_UMIP          (1 << 2) // in ecx of the leaf above
#define CPUID_EBX_SMEP          (1 << 7) // in ebx
#define CPUID_EBX_SMAP          (1 << 20)
