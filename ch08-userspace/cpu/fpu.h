// SPDX-License-Identifier: MIT
// cpu/fpu.h - the registers of FPU, SSE and AVX, which belong to programs.
//
// The kernel is built without them (-mgeneral-regs-only), so a program's may
// stay in the CPU while the kernel runs, and another thread of the kernel's.
// They are exchanged only when another program's turn comes; so are the segment
// registers, which the kernel does not use either.

#pragma once

#include "base/types.h"

struct fpu_state; // the registers, while they are not in the CPU

// Switches on what the CPU has of them. Once for each CPU, by main.c.
void fpu_init(void);

// How many bytes a state has, and the boundary it lies on.
#define FPU_STATE_ALIGNMENT 64
size_t fpu_state_size(void);

// The registers as a program may expect them when it begins: all zero but for
// the control words. System V ABI, "Process Initialization".
void fpu_state_init(struct fpu_state *state);

// Puts these registers into the CPU, unless they are there, and saves those of
// whoever was there before. With interrupts off, by the scheduler.
void fpu_use(struct fpu_state *state);

// Nobody wants these any more. Before their memory is given back.
void fpu_forget(const struct fpu_state *state);
