# SPDX-License-Identifier: MIT
"""The same faults on a CPU that is interpreted as the manual has it."""

# Red when trap/idt.c has
#     case VECTOR_DOUBLE_FAULT: return IST_NONE;
# instead of
#     case VECTOR_DOUBLE_FAULT: return IST_DOUBLE_FAULT;

import pytest

from harness import bochs, iso

FAULTS = {
    'a_stack_overflow_names_the_stack': 'the boot stack has overflowed',
    'a_null_pointer_is_told_in_words': 'a write in ring 0, at 0x18',
    'a_bad_selector_is_told_in_words': 'entry 582 of the GDT',
    'executing_a_variable_is_refused': 'a fetch of code in ring 0, at 0x',
    'writing_a_constant_is_refused': 'a write in ring 0, at 0x',
}


@pytest.mark.parametrize('test', FAULTS)
def test_the_report_is_the_same(chapter, test, tmp_path):
    image = iso.with_command_line(chapter.test_iso, f'test={test}',
                                  tmp_path / 'test.iso')
    text = bochs.boot(image, 'The machine is stopped.')
    # The runner itself has said before what is to come.
    assert FAULTS[test] in text[text.index('PANIC'):]
