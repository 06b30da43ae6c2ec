// SPDX-License-Identifier: MIT
// syscall/syscall_registers.h - the registers that set up SYSCALL.
//
// Intel SDM Vol. 3A, "Fast System Calls in 64-Bit Mode", and Vol. 4,
// "Model-Specific Registers (MSRs)".

#pragma once

#define EFER_SCE (1 << 0) // enables SYSCALL and SYSRET

#define MSR_STAR         0xC0000081 // the selectors of both instructions
#define STAR_SYSCALL_BIT 32         // the first bit of SYSCALL's
#define STAR_SYSRET_BIT  48         // the first bit of SYSRET's
#define MSR_LSTAR        0xC0000082 // the rip that SYSCALL loads
#define MSR_FMASK        0xC0000084 // the flags that it clears

// SYSENTER raises #GP while this MSR is 0 (Vol. 2B, "SYSENTER"), and WRGSBASE
// raises #UD while the bit of CR4 is clear.
#define MSR_SYSENTER_CS 0x174
#define CR4_FSGSBASE    (1 << 16)
