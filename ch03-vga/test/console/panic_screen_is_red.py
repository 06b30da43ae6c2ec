# SPDX-License-Identifier: MIT
"""A panic turns the rest of the screen red and leaves what was there above."""

# Breaks: main.c: panic_set_hook(vga_begin_panic); =>

from harness import screen

WHITE_ON_RED = 0x4F


def test_the_report_is_white_on_red(boot):
    machine = boot(command_line='panic')
    machine.wait_for('The machine is stopped.')
    machine.wait_stopped()
    lines, cells = screen.text(machine), screen.cells(machine)
    first = next(i for i, line in enumerate(lines) if 'PANIC at' in line)
    assert lines[first].endswith('asked for on the command line')
    assert any(line.startswith('called from: 0xffffffff8')
               for line in lines[first:])
    for row in cells[first:]:
        assert {attribute for _, attribute in row} == {WHITE_ON_RED}
    assert 'The cursor is behind the colon:' in lines[:first]
    assert WHITE_ON_RED not in {attribute for row in cells[:first - 1]
                                for character, attribute in row
                                if character not in ' 4f'}
