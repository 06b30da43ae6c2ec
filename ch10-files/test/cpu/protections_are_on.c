// SPDX-License-Identifier: MIT
// Breaks: cpu/protection.c: write_cr0(read_cr0() | CR0_WP); =>
// Breaks: cpu/protection.c: wrmsr(MSR_EFER, rdmsr(MSR_EFER) | EFER_NXE); =>

#include "cpu/protection.h"
#include "test/runner.h"
#include "x86/cpu.h"
#include "x86/registers.h"

TEST(protections_are_on)
{
    uint32_t edx = cpuid(CPUID_EXTENDED_FEATURES, 0).edx;
    EXPECT_EQUAL((rdmsr(MSR_EFER) & EFER_NXE) != 0, (edx & CPUID_EDX_NX) != 0);
    EXPECT(read_cr0() & CR0_WP);
    if (cpuid(0, 0).eax < CPUID_MORE_FEATURES) {
        return;
    }
    struct cpuid more = cpuid(CPUID_MORE_FEATURES, 0);
    uintptr_t cr4 = read_cr4();
    EXPECT_EQUAL((cr4 & CR4_SMEP) != 0, (more.ebx & CPUID_EBX_SMEP) != 0);
    EXPECT_EQUAL((cr4 & CR4_SMAP) != 0, (more.ebx & CPUID_EBX_SMAP) != 0);
    EXPECT_EQUAL((cr4 & CR4_UMIP) != 0, (more.ecx & CPUID_ECX_UMIP) != 0);
}
