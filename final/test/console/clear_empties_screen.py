# SPDX-License-Identifier: MIT
"""`clear` leaves the prompt alone on the screen, and the line behind it can be
edited."""

# Breaks: console/vga.c: row = column = 0; =>
# Breaks: user/programs/clear.c: [J\r => [J

from harness import screen
from harness.shell import Shell


def test_it_empties_the_screen(boot):
    machine = boot()
    shell = Shell(machine, keys=True)
    for _ in range(4):
        shell.run('parent')
    shell.run('clear')
    assert screen.text(machine) == ['$'] + [''] * 24
    assert screen.cursor(machine) == (0, 2)
    # A tab is erased as wide as it was shown.
    shell.type('echo 1\t')
    machine.send_key('backspace')
    shell.type('2\n')
    machine.wait_for('\n12\n$ ')
    assert screen.text(machine)[:3] == ['$ echo 12', '12', '$']
