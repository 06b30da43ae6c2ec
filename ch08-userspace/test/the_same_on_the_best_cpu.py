# SPDX-License-Identifier: MIT
"""Where SMEP, SMAP and UMIP are on; QEMU's usual CPU has none of them."""

# Red when cpu/protection.c has
#     more.ecx & CPUID_ECX_UMIP ? 0 : 0;
# instead of
#     more.ecx & CPUID_ECX_UMIP ? CR4_UMIP : 0;
# Red when syscall/system_call.c lacks
#     write_cr4(read_cr4() & ~(uintptr_t)CR4_FSGSBASE);
# Red when trap/stubs.asm has
#     pop rbx
# instead of
#     popfq

import pytest

TESTS = ['a_programs_flags_mean_nothing_to_the_kernel',
         'any_stack_pointer_will_do',
         'no_program_may_rule_the_cpu',
         'ring_3_cannot_ask_where_the_tables_are']


@pytest.mark.parametrize('test', TESTS)
def test_it_passes_there(chapter, boot, test):
    machine = boot(chapter.test_iso, f'test={test}', cpu='max')
    machine.wait_for('\ntests: 1 passed, 0 failed\n')
