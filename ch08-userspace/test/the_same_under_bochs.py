# SPDX-License-Identifier: MIT
"""What QEMU cannot show, on a CPU that is interpreted as the manual has it."""

# Red when syscall/syscall_entry.asm lacks
#     jnz .outside
# Red when trap/idt.c has
#     case VECTOR_DEBUG: return IST_NONE;
# instead of
#     case VECTOR_DEBUG: return IST_DEBUG;

import re

import pytest

from harness import bochs, iso

TESTS = ['no_return_beyond_the_lower_half',
         'no_program_may_rule_the_cpu',
         'a_programs_flags_mean_nothing_to_the_kernel',
         'any_stack_pointer_will_do',
         'the_ways_in_can_be_stepped',
         'a_watched_word_is_loaded_into_ss']


@pytest.mark.parametrize('test', TESTS)
def test_it_passes_there(chapter, test, tmp_path):
    image = iso.with_command_line(chapter.test_iso, f'test={test}',
                                  tmp_path / 'test.iso')
    text = bochs.boot(image, re.compile(r'^(tests: .*\n|PANIC)', re.MULTILINE))
    assert '\ntests: 1 passed, 0 failed\n' in text, text
    # The debug exception that this one is about came where it should not.
    assert '\nin ring 0: 0\n' not in text
