# SPDX-License-Identifier: MIT
"""Tests of what QEMU leaves out; Bochs follows the manual more closely."""

# Breaks: syscall/syscall_entry.asm: jnz .bad_rip =>
# Breaks: trap/idt.c: return IST_DEBUG; => return IST_NONE;

import re

from harness import bochs, iso

TESTS = ['return_to_noncanonical_address_kills_process',
         'privileged_instruction_kills_process',
         'user_flags_do_not_reach_kernel',
         'user_stack_pointer_may_be_anything',
         'entry_can_be_single_stepped',
         'watchpoint_on_ss_load_is_survived',
         'registers_survive_million_switches']


def test_they_pass_there(chapter, tmp_path):
    image = iso.with_command_line(chapter.test_iso, 'test=' + ','.join(TESTS),
                                  tmp_path / 'test.iso')
    text = bochs.boot(image, re.compile(r'^(tests: .*\n|PANIC)', re.MULTILINE))
    assert f'\ntests: {len(TESTS)} passed, 0 failed\n' in text, text
    # watchpoint_on_ss_load_is_survived: here the report does come in ring 0.
    assert re.search(r'^in ring 0: [1-9]', text, re.MULTILINE), text
