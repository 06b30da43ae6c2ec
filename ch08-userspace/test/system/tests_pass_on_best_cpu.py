# SPDX-License-Identifier: MIT
"""Tests with SMEP, SMAP and UMIP on; QEMU's default CPU has none of them."""

# Breaks: cpu/protection.c: CPUID_ECX_UMIP ? CR4_UMIP : => CPUID_ECX_UMIP ? 0 :
# Breaks: syscall/dispatch.c: write_cr4(read_cr4() => // write_cr4(read_cr4()
# Breaks: trap/stubs.asm: popfq => pop rbx

TESTS = ['user_flags_do_not_reach_kernel',
         'user_stack_pointer_may_be_anything',
         'privileged_instruction_kills_process',
         'umip_hides_table_addresses']


def test_they_pass_there(chapter, boot):
    machine = boot(chapter.test_iso, 'test=' + ','.join(TESTS), cpu='max')
    machine.wait_for(f'\ntests: {len(TESTS)} passed, 0 failed\n')
