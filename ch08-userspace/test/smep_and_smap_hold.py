# SPDX-License-Identifier: MIT
"""On a CPU that has them. QEMU's usual one does not."""

# Red when cpu/protection.c has
#     more.ebx & CPUID_EBX_SMEP ? 0 : 0;
# instead of
#     more.ebx & CPUID_EBX_SMEP ? CR4_SMEP : 0;
# Red when cpu/protection.c has
#     more.ebx & CPUID_EBX_SMAP ? 0 : 0;
# instead of
#     more.ebx & CPUID_EBX_SMAP ? CR4_SMAP : 0;
# Red when cpu/protection.c has
#     more.ecx & CPUID_ECX_UMIP ? 0 : 0;
# instead of
#     more.ecx & CPUID_ECX_UMIP ? CR4_UMIP : 0;
# Red when cpu/protection.c has
#     if (0) {
# instead of
#     if (cpuid(0, 0).eax < CPUID_MORE_FEATURES) {

import pytest


@pytest.mark.parametrize('test', ['the_kernel_keeps_off_the_pages_of_ring_3',
                                  'what_the_cpu_can_refuse_is_on'])
def test_the_cpu_refuses(chapter, boot, test):
    machine = boot(chapter.test_iso, f'test={test}', cpu='max')
    machine.wait_for('1 passed, 0 failed')


def test_the_bits_of_cr4_are_set(boot):
    machine = boot(cpu='max')
    machine.wait_for('that you type is echoed')
    assert machine.registers()['CR4'] & (1 << 11 | 1 << 20 | 1 << 21) == (
        1 << 11 | 1 << 20 | 1 << 21)


# CPUID answers a question that the CPU does not know with something else.
def test_a_cpu_that_cannot_be_asked_is_not_believed(boot):
    machine = boot(cpu='Nehalem,level=4')
    machine.wait_for('that you type is echoed')
    assert not machine.registers()['CR4'] & (1 << 11 | 1 << 20 | 1 << 21)
