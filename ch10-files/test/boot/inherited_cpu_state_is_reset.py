# SPDX-License-Identifier: MIT
"""Bits that firmware or a boot loader left in the CPU's registers are cleared."""

# Breaks: boot/entry.asm: mov eax, CR4_PAE => or eax, CR4_PAE
# Breaks: boot/entry.asm: mov eax, CR0_PG | CR0_PE => or eax, CR0_PG | CR0_PE


def test_registers_are_written_whole(debug_batch):
    # CR4.TSD makes rdtsc fault in ring 3, CR0.AM unaligned accesses.
    printed = debug_batch('''
thbreak entry
continue
set $cr4 = 0x4
set $cr0 = 0x40011
thbreak entry64
continue
print/x (unsigned long)$cr4
print/x (unsigned long)$cr0
''')
    assert '= 0x20\n' in printed
    assert '= 0x80000011\n' in printed
