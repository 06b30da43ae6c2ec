// SPDX-License-Identifier: MIT
// Breaks: boot/entry.asm: cld => sti

#include "test/runner.h"
#include "x86/cpu.h"
#include "x86/registers.h"

TEST(mode_bits_are_right)
{
    EXPECT(read_cr0() & CR0_PE);
    EXPECT(read_cr0() & CR0_PG);
    EXPECT(read_cr4() & CR4_PAE);
    EXPECT(rdmsr(MSR_EFER) & EFER_LMA);
    EXPECT(!(read_flags() & RFLAGS_IF)); // no interrupt has a handler yet
    EXPECT(!(read_flags() & RFLAGS_DF)); // the ABI's promise to C
}
