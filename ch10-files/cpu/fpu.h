// SPDX-License-Identifier: MIT
// cpu/fpu.h - the registers of the FPU and SSE, which belong to programs.
//
// The kernel is built without them (-mgeneral-regs-only), so a program's values
// may stay in the CPU while the kernel runs. They are saved and loaded by
// FXSAVE and FXRSTOR, which leave AVX out. CR4.OSXSAVE stays clear, and so
// each AVX instruction raises #UD: no program has AVX registers to lose.

#pragma once

#include "base/types.h"

// As FXSAVE lays it out: Intel SDM Vol. 1, "FXSAVE Area".
struct fpu_state {
    uint16_t fcw; // the control word of the FPU
    uint8_t unused[22];
    uint32_t mxcsr; // control and status of SSE
    uint8_t registers[484];
} __attribute__((aligned(16)));

_Static_assert(sizeof(struct fpu_state) == 512, "the layout of FXSAVE");

// Switches the FPU and SSE on, and AVX off. Once for each CPU, by main.c.
void fpu_init(void);

// The registers with which a program begins: all zero but the control words,
// which mask all exceptions. System V ABI, "Process Initialization".
#define FPU_STATE_INIT ((struct fpu_state){.fcw = 0x037F, .mxcsr = 0x1F80})

static inline void fpu_save(struct fpu_state *state)
{
    __asm__ volatile("fxsave64 %0" : "=m"(*state));
}

static inline void fpu_load(const struct fpu_state *state)
{
    __asm__ volatile("fxrstor64 %0" : : "m"(*state));
}
