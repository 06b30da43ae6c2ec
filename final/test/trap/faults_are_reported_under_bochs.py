# SPDX-License-Identifier: MIT
"""The same faults in Bochs, which interprets each instruction by the manual."""

# Breaks: trap/idt.c: return IST_DOUBLE_FAULT; => return IST_NONE;

import pytest

from harness import bochs, iso

FAULTS = {
    'stack_overflow_names_stack': 'the boot stack has overflowed',
    'null_pointer_is_described': 'a write in ring 0, at 0x18',
    'selector_fault_is_described': 'entry 582 of the GDT',
    'executing_data_panics': 'a fetch of code in ring 0, at 0x',
    'writing_rodata_panics': 'a write in ring 0, at 0x',
}


@pytest.mark.parametrize('test', FAULTS)
def test_the_report_is_the_same(chapter, test, tmp_path):
    image = iso.with_command_line(chapter.test_iso, f'test={test}',
                                  tmp_path / 'test.iso')
    text = bochs.boot(image, 'The machine is stopped.')
    # Before the panic, the runner has printed the text that it expects.
    assert FAULTS[test] in text[text.index('PANIC'):]
