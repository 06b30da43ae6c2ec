# SPDX-License-Identifier: MIT
"""SMEP, SMAP and UMIP on a CPU that has them: QEMU's usual CPU does not."""

# Breaks: cpu/protection.c: CPUID_EBX_SMEP ? CR4_SMEP : => CPUID_EBX_SMEP ? 0 :
# Breaks: cpu/protection.c: CPUID_EBX_SMAP ? CR4_SMAP : => CPUID_EBX_SMAP ? 0 :
# Breaks: cpu/protection.c: CPUID_ECX_UMIP ? CR4_UMIP : => CPUID_ECX_UMIP ? 0 :
# Breaks: cpu/protection.c: if (cpuid(0, 0).eax < CPUID_MORE_FEATURES) => if (0)


def test_the_cpu_refuses(chapter, boot):
    machine = boot(chapter.test_iso,
                   'test=kernel_cannot_use_user_pages,protections_are_on',
                   cpu='max')
    machine.wait_for('2 passed, 0 failed')


def test_the_bits_of_cr4_are_set(boot):
    machine = boot(cpu='max')
    machine.wait_for('$ ')
    assert machine.registers()['CR4'] & (1 << 11 | 1 << 20 | 1 << 21) == (
        1 << 11 | 1 << 20 | 1 << 21)


# For a leaf that the CPU does not have, CPUID returns the data of another leaf.
def test_a_cpu_that_cannot_be_asked_is_not_believed(boot):
    machine = boot(cpu='Nehalem,level=4')
    machine.wait_for('$ ')
    assert not machine.registers()['CR4'] & (1 << 11 | 1 << 20 | 1 << 21)
