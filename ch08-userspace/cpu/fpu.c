// SPDX-License-Identifier: MIT
// cpu/fpu.c - the registers of FPU, SSE and AVX, which belong to programs.
//
// Intel SDM Vol. 1, "Managing State Using the XSAVE Feature Set", and Vol. 2,
// "FXSAVE". Older CPUs have FXSAVE alone, and no AVX.

#include "cpu/fpu.h"

#include "base/required.h"
#include "cpu/interrupts.h"
#include "cpu/selectors.h"
#include "cpu/this_cpu.h"

// As FXSAVE lays it out; XSAVE puts 64 bytes and whatever else behind it.
struct fpu_state {
    uint16_t fcw; // the control word of the FPU
    uint8_t unused[22];
    uint32_t mxcsr; // the same of SSE
    uint8_t registers[484];
};

_Static_assert(sizeof(struct fpu_state) == 512, "the layout of FXSAVE");

// All exceptions are masked; the FPU computes with its full precision.
#define FCW_DEFAULT   0x037F
#define MXCSR_DEFAULT 0x1F80

static uint64_t xsaved; // as in XCR0; 0: the CPU has no XSAVE
static size_t state_size = sizeof(struct fpu_state);

void fpu_init(void)
{
    write_cr0((read_cr0() & ~(uintptr_t)(CR0_EM | CR0_TS)) | CR0_MP | CR0_NE);
    write_cr4(read_cr4() | CR4_OSFXSR | CR4_OSXMMEXCPT);
    if (!(cpuid(CPUID_FEATURES, 0).ecx & CPUID_ECX_XSAVE)) {
        return;
    }
    write_cr4(read_cr4() | CR4_OSXSAVE);
    struct cpuid has = cpuid(CPUID_EXTENDED_STATE, 0);
    xsaved = has.eax & (XCR0_X87 | XCR0_SSE | XCR0_AVX);
    xsetbv(0, xsaved);
    // Asked again: the size of what XCR0 now names.
    state_size = cpuid(CPUID_EXTENDED_STATE, 0).ebx;
}

size_t fpu_state_size(void)
{
    return state_size + sizeof(struct selectors);
}

void fpu_state_init(struct fpu_state *state)
{
    memset(state, 0, fpu_state_size());
    state->fcw = FCW_DEFAULT;
    state->mxcsr = MXCSR_DEFAULT;
}

// They lie behind the rest.
static struct selectors *selectors_of(const struct fpu_state *state)
{
    return (struct selectors *)((uintptr_t)state + state_size);
}

static void save(struct fpu_state *state)
{
    selectors_save(selectors_of(state));
    if (xsaved != 0) {
        xsave(state, xsaved);
    } else {
        fxsave(state);
    }
}

static void restore(const struct fpu_state *state)
{
    selectors_load(selectors_of(state));
    if (xsaved != 0) {
        xrstor(state, xsaved);
    } else {
        fxrstor(state);
    }
}

void fpu_use(struct fpu_state *state)
{
    struct cpu *cpu = this_cpu();
    if (cpu->fpu == state) {
        return;
    }
    if (cpu->fpu != NULL) {
        save(cpu->fpu);
    }
    restore(state);
    cpu->fpu = state;
}

void fpu_forget(const struct fpu_state *state)
{
    bool were_on = interrupts_off();
    if (this_cpu()->fpu == state) {
        this_cpu()->fpu = NULL;
    }
    interrupts_restore(were_on);
}
