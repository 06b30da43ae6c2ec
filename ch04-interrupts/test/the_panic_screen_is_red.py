# SPDX-License-Identifier: MIT
"""A panic turns the rest of the screen red and leaves what was there above."""

# Red when console/vga.c lacks
#     panic_set_hook(begin_panic_screen);
# Red when lib/panic.c has
#     #define BACKTRACE_MAX  16
# instead of
#     #define BACKTRACE_MAX  10

from harness import screen

WHITE_ON_RED = 0x4F


def test_the_report_is_white_on_red(boot):
    machine = boot()
    machine.wait_for('assert what is not so')
    machine.send_key('alt', '6')
    machine.wait_for('The machine is stopped.')
    machine.wait_stopped()
    lines, cells = screen.text(machine), screen.cells(machine)
    first = next(i for i, line in enumerate(lines) if 'PANIC at' in line)
    assert lines[first].endswith('assertion failed: zero == 1')
    assert any(' kernel_main+0x' in line for line in lines[first:])
    for row in cells[first:]:
        assert {attribute for _, attribute in row} == {WHITE_ON_RED}
    assert '  alt-6  assert what is not so' in lines[:first]
    assert WHITE_ON_RED not in {attribute for row in cells[:first - 1]
                                for _, attribute in row}


def test_the_longest_report_fits_on_the_screen(boot):
    machine = boot()
    machine.wait_for('assert what is not so')
    machine.send_key('alt', '5')
    machine.wait_for('The machine is stopped.')
    machine.wait_stopped()
    text = '\n'.join(screen.text(machine))
    assert 'PANIC: double fault (#DF) at' in text
    assert 'The machine is stopped.' in text
