// SPDX-License-Identifier: MIT
// cpu/protection.c - accesses that the CPU refuses: NX, WP, SMEP, SMAP, UMIP.
//
// Intel SDM Vol. 3A, "Access Rights" and "Control Registers". Setting a bit of
// CR4 that CPUID does not report raises #GP, so CPUID is asked first.

#include "cpu/protection.h"

#include "base/kprintf.h"
#include "x86/cpu.h"
#include "x86/registers.h"

static bool has_nx, has_smap; // of the first CPU; all CPUs are alike

void protection_init(void)
{
    struct cpuid extended = cpuid(CPUID_EXTENDED_FEATURES, 0);
    has_nx = extended.edx & CPUID_EDX_NX;
    if (has_nx) {
        wrmsr(MSR_EFER, rdmsr(MSR_EFER) | EFER_NXE);
    } else {
        log_warn("this CPU has no NX: data can be executed");
    }
    write_cr0(read_cr0() | CR0_WP);

    if (cpuid(0, 0).eax < CPUID_MORE_FEATURES) {
        return;
    }
    struct cpuid more = cpuid(CPUID_MORE_FEATURES, 0);
    uintptr_t cr4 = read_cr4();
    cr4 |= more.ebx & CPUID_EBX_SMEP ? CR4_SMEP : 0;
    cr4 |= more.ebx & CPUID_EBX_SMAP ? CR4_SMAP : 0;
    cr4 |= more.ecx & CPUID_ECX_UMIP ? CR4_UMIP : 0;
    write_cr4(cr4);
    has_smap = cr4 & CR4_SMAP;
    user_access_end(); // the boot loader may have left SMAP suspended
}

// RFLAGS.AC suspends SMAP. A CPU without SMAP raises #UD for stac and clac.
// A trap between the two calls saves AC in the trap frame and clears it, so
// SMAP applies to handlers and to other threads.
void user_access_begin(void)
{
    if (has_smap) {
        __asm__ volatile("stac" : : : "memory", "cc");
    }
}

void user_access_end(void)
{
    if (has_smap) {
        __asm__ volatile("clac" : : : "memory", "cc");
    }
}

pte_t pte_supported_bits(pte_t flags)
{
    return has_nx ? flags : flags & ~PTE_NX;
}
