// SPDX-License-Identifier: MIT
// cpu/protection.c - what the CPU can refuse on our behalf.
//
// Intel SDM Vol. 3A, "Access Rights" and "Control Registers". To set a bit of
// CR4 that CPUID does not name is a fault, so CPUID is asked first.

#include "cpu/protection.h"

#include "base/kprintf.h"
#include "x86/cpu.h"
#include "x86/registers.h"

static bool has_nx, has_smap; // of the first CPU; all are alike

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
    if (has_smap) {
        clac(); // or what the boot loader left might suspend it
    }
}

// A thread that is interrupted in between has the flag in its trap frame, and
// whoever runs meanwhile does not.
void protection_open_user(void)
{
    if (has_smap) {
        stac();
    }
}

void protection_close_user(void)
{
    if (has_smap) {
        clac();
    }
}

pte_t protection_known(pte_t flags)
{
    return has_nx ? flags : flags & ~PTE_NX;
}
