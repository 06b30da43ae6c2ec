// SPDX-License-Identifier: MIT
// cpu/fpu.c - the registers of the FPU and SSE, which belong to programs.

#include "cpu/fpu.h"

#include "cpu/fpu_registers.h"
#include "x86/cpu.h"

void fpu_init(void)
{
    write_cr0((read_cr0() & ~(uintptr_t)(CR0_EM | CR0_TS)) | CR0_MP | CR0_NE);
    write_cr4((read_cr4() & ~(uintptr_t)CR4_OSXSAVE) | CR4_OSFXSR |
              CR4_OSXMMEXCPT);
}
