// SPDX-License-Identifier: MIT
// device/random.c - the CPU's random numbers.
//
// Intel SDM Vol. 1, "Random Number Generator Instructions". RDRAND clears the
// carry flag when it has no number; after 10 attempts the generator is broken.

#include "device/random.h"

#include "x86/cpu.h"
#include "x86/registers.h"

#define CPUID_ECX_RDRAND (1 << 30) // in ecx of the leaf CPUID_FEATURES
#define ATTEMPTS         10

bool random_is_available(void)
{
    return cpuid(CPUID_FEATURES, 0).ecx & CPUID_ECX_RDRAND;
}

bool random_read(uint64_t *number)
{
    bool has_number = false;
    for (int i = 0; i < ATTEMPTS && !has_number; i++) {
        __asm__ volatile("rdrand %0" : "=r"(*number), "=@ccc"(has_number));
    }
    return has_number;
}
