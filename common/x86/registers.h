// SPDX-License-Identifier: MIT
// x86/registers.h - the bits of the CPU's registers.
//
// Names from Intel SDM Vol. 1, "EFLAGS Register", Vol. 3A, "Control Registers",
// and Vol. 4, "Model-Specific Registers (MSRs)"; CPUID from Vol. 2A.

#pragma once

#include "base/types.h"

// RFLAGS
#define RFLAGS_TF   (1 << 8)  // a debug exception after each instruction
#define RFLAGS_IF   (1 << 9)  // interrupts are let through
#define RFLAGS_DF   (1 << 10) // string instructions go downward
#define RFLAGS_IOPL (3 << 12) // the outermost ring that may use ports
#define RFLAGS_NT   (1 << 14) // iret returns to another task
#define RFLAGS_AC   (1 << 18) // suspends SMAP
#define RFLAGS_ID   (1 << 21) // can be changed: CPUID exists

// CR0
#define CR0_PE (1 << 0)            // protected mode
#define CR0_MP (1 << 1)            // wait asks TS as well
#define CR0_EM (1 << 2)            // there is no FPU
#define CR0_TS (1 << 3)            // its registers are somebody else's
#define CR0_NE (1 << 5)            // its errors are exceptions
#define CR0_WP (1 << 16)           // read-only pages are so in ring 0 as well
#define CR0_PG (UINT32_C(1) << 31) // paging

// CR4
#define CR4_PAE        (1 << 5)  // page-table entries of 64 bits
#define CR4_MCE        (1 << 6)  // machine checks are reported, no shutdown
#define CR4_OSFXSR     (1 << 9)  // SSE exists
#define CR4_OSXMMEXCPT (1 << 10) // its errors are exceptions
#define CR4_UMIP       (1 << 11) // ring 3 cannot ask where the tables are
#define CR4_FSGSBASE   (1 << 16) // any ring may set the bases of fs and gs
#define CR4_OSXSAVE    (1 << 18) // XSAVE exists
#define CR4_SMEP       (1 << 20) // ring 0 executes no page of ring 3's
#define CR4_SMAP       (1 << 21) // nor reads or writes one, but for RFLAGS.AC

// IA32_EFER, "Extended Feature Enable Register"
#define MSR_EFER 0xC0000080
#define EFER_SCE (1 << 0)  // SYSCALL and SYSRET exist
#define EFER_LME (1 << 8)  // 64-bit mode is wanted, and starts with paging
#define EFER_LMA (1 << 10) // it is on; set by the CPU
#define EFER_NXE (1 << 11) // bit 63 of a page-table entry means "no execute"

// Where a gs: address starts. Intel SDM Vol. 4: IA32_GS_BASE
#define MSR_GS_BASE        0xC0000101
#define MSR_KERNEL_GS_BASE 0xC0000102 // what swapgs exchanges it for

// Where SYSCALL leads: Intel SDM Vol. 3A, "Fast System Calls in 64-Bit Mode".
#define MSR_STAR         0xC0000081 // segments: SYSCALL's from bit 32 on, ...
#define STAR_SYSCALL_BIT 32
#define STAR_SYSRET_BIT  48         // ... SYSRET's from here
#define MSR_LSTAR        0xC0000082 // the address
#define MSR_FMASK        0xC0000084 // the flags that it clears

// SYSENTER is refused while this is 0: Intel SDM Vol. 2B, "SYSENTER".
#define MSR_SYSENTER_CS 0x174

// CPUID
#define CPUID_EXTENDED_MAX      0x80000000 // eax: the highest extended leaf
#define CPUID_EXTENDED_FEATURES 0x80000001
#define CPUID_EDX_NX            (1 << 20)  // in edx of the leaf above
#define CPUID_EDX_LONG_MODE     (1 << 29)  // the same
#define CPUID_ADDRESS_SIZES     0x80000008 // eax: bits of a physical address
#define CPUID_EAX_PHYSICAL_BITS 0xFF
#define CPUID_FEATURES          1
#define CPUID_EDX_MCE           (1 << 7)  // in edx of the leaf above
#define CPUID_ECX_XSAVE         (1 << 26) // in ecx
#define CPUID_MORE_FEATURES     7         // subleaf 0
#define CPUID_ECX_UMIP          (1 << 2)  // in ecx of the leaf above
#define CPUID_EBX_SMEP          (1 << 7)  // in ebx
#define CPUID_EBX_SMAP          (1 << 20)
#define CPUID_EXTENDED_STATE    0xD // subleaf 0: what XSAVE saves, and its size

// XCR0: which registers XSAVE saves. Intel SDM Vol. 1, "Enabling the XSAVE
// Feature Set and XSAVE-Enabled Features".
#define XCR0_X87 (1 << 0)
#define XCR0_SSE (1 << 1)
#define XCR0_AVX (1 << 2)
