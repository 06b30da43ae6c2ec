// SPDX-License-Identifier: MIT
// FXSAVE does not save the registers of AVX, so no program may use them, even
// if the firmware has switched AVX on.
//
// fpu_registers_survive_on_each_cpu.py runs this on a CPU that has AVX.
// Breaks: process/fault.c: STATUS_KILLED | (int)frame->vector => STATUS_KILLED

#include "cpu/fpu.h"
#include "cpu/fpu_registers.h"
#include "test/machine_code.h"
#include "trap/vectors.h"
#include "x86/cpu.h"
#include "x86/registers.h"

MACHINE_CODE(use_avx, "vxorps %ymm0, %ymm0, %ymm0\n int3");

#define CPUID_ECX_XSAVE  (1 << 26)
#define CPUID_ECX_AVX    (1 << 28)
#define XCR0_X87_SSE_AVX 7

// Leaves the CPU as some firmware could, then does what the kernel does first.
static void switch_avx_on(void)
{
    uint32_t has = cpuid(CPUID_FEATURES, 0).ecx;
    if (has & CPUID_ECX_XSAVE && has & CPUID_ECX_AVX) {
        write_cr4(read_cr4() | CR4_OSXSAVE);
        __asm__ volatile("xsetbv" : : "c"(0), "a"(XCR0_X87_SSE_AVX), "d"(0));
    }
    fpu_init();
}

TEST(avx_raises_invalid_opcode)
{
    switch_avx_on();
    EXPECT_EQUAL(run_machine_code(CODE_OF(use_avx, 0)),
                 STATUS_KILLED | VECTOR_INVALID_OPCODE);
}
