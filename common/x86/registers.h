// SPDX-License-Identifier: MIT
// x86/registers.h - the bits of the CPU's registers.
//
// Names from Intel SDM Vol. 1, "EFLAGS Register", Vol. 3A, "Control Registers",
// and Vol. 4, "Model-Specific Registers (MSRs)"; CPUID from Vol. 2A.

#pragma once

#include "base/types.h"

// RFLAGS
#define RFLAGS_TF   (1 << 8)  // a debug exception after each instruction
#define RFLAGS_IF   (1 << 9)  // interrupts are enabled
#define RFLAGS_DF   (1 << 10) // string instructions go downward
#define RFLAGS_IOPL (3 << 12) // the outermost ring that may use ports
#define RFLAGS_NT   (1 << 14) // iret would switch tasks; a fault in 64-bit mode
#define RFLAGS_AC   (1 << 18) // suspends SMAP
#define RFLAGS_ID   (1 << 21) // CPUID exists if this bit can be changed

// CR0
#define CR0_PE (1 << 0)            // protected mode
#define CR0_PG (UINT32_C(1) << 31) // paging

// CR4
#define CR4_PAE (1 << 5) // page-table entries of 64 bits

// IA32_EFER, "Extended Feature Enable Register"
#define MSR_EFER 0xC0000080
#define EFER_LME (1 << 8)  // enables long mode, which begins with paging
#define EFER_LMA (1 << 10) // long mode is active; set by the CPU

// CPUID
#define CPUID_EXTENDED_MAX      0x80000000 // eax: the highest extended leaf
#define CPUID_EXTENDED_FEATURES 0x80000001
#define CPUID_EDX_LONG_MODE     (1 << 29) // in edx of the leaf above
#define CPUID_FEATURES          1         // the first leaf of feature bits
