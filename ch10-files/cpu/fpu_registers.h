// SPDX-License-Identifier: MIT
// cpu/fpu_registers.h - the bits that switch FPU, SSE and AVX on.
//
// Intel SDM Vol. 3A, "Control Registers".

#pragma once

#define CR0_MP (1 << 1) // wait raises #NM, too, while TS is set
#define CR0_EM (1 << 2) // no FPU: its instructions raise #NM, SSE's #UD
#define CR0_TS (1 << 3) // the next use of the FPU raises #NM
#define CR0_NE (1 << 5) // errors of the FPU raise #MF

#define CR4_OSFXSR     (1 << 9)  // the OS uses FXSAVE: enables SSE
#define CR4_OSXMMEXCPT (1 << 10) // errors of SSE raise #XM
#define CR4_OSXSAVE    (1 << 18) // the OS uses XSAVE: enables AVX
