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
#define CR0_PG (UINT32_C(1) << 31) // paging

// CR4
#define CR4_PAE (1 << 5) // page-table entries of 64 bits
#define CR4_MCE (1 << 6) // machine checks are reported, and do not shut us down

// IA32_EFER, "Extended Feature Enable Register"
#define MSR_EFER 0xC0000080
#define EFER_LME (1 << 8)  // 64-bit mode is wanted, and starts with paging
#define EFER_LMA (1 << 10) // it is on; set by the CPU

// Where a gs: address starts. Intel SDM Vol. 4: IA32_GS_BASE
#define MSR_GS_BASE 0xC0000101

// CPUID
#define CPUID_EXTENDED_MAX      0x80000000 // eax: the highest extended leaf
#define CPUID_EXTENDED_FEATURES 0x80000001
#define CPUID_EDX_LONG_MODE     (1 << 29) // in edx of the leaf above
#define CPUID_FEATURES          1
#define CPUID_EDX_MCE           (1 << 7) // in edx of the leaf above
