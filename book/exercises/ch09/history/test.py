# SPDX-License-Identifier: MIT
"""The up arrow brings back the lines of before, and editing works as it did."""

import pytest
from harness import screen
from harness.shell import Shell

UP, DOWN = '\x1b[A', '\x1b[B'


def press(shell, *names):
    """Keys by name; over the serial port, what a terminal sends for them."""
    sent = {'up': UP, 'down': DOWN, 'ret': '\r', 'backspace': '\x7f'}
    for name in names:
        if shell.keys:
            shell.machine.send_key(name)
        else:
            shell.type(sent[name])


@pytest.mark.parametrize('keys', [False, True])
def test_lines_come_back(boot, keys):
    machine = boot()
    shell = Shell(machine, keys)
    for line in ('echo one', 'echo two', 'echo two', ''):
        shell.run(line)
    press(shell, 'up', 'up')
    press(shell, 'ret')
    machine.wait_for('\none\n$ ')
    assert [row for row in screen.text(machine) if row][-3:] == \
        ['$ echo one', 'one', '$']
    # Behind the oldest line and the new one there is no other.
    shell.type('echo new')
    press(shell, *['up'] * 9, *['down'] * 9, 'ret')
    machine.wait_for('\nnew\n$ ')
    # A line that is changed stays in the history as it was.
    press(shell, 'up', 'backspace', 'backspace', 'backspace', 'ret')
    machine.wait_for('\n\n$ ')
    press(shell, 'up', 'up', 'ret')
    machine.wait_for('\nnew\n$ ')


def test_sixteen_lines_are_kept_and_old_ones_may_go(boot):
    shell = Shell(boot())
    for number in range(100):
        shell.run(f'echo n{number}')
    press(shell, *['up'] * 16, 'ret')
    shell.machine.wait_for('\nn84\n$ ')
    press(shell, *['up'] * 200, *['down'] * 200)
    assert shell.run('echo works') == 'works\n'


def test_lines_are_edited_as_before(boot):
    shell = Shell(boot())
    shell.type('x y\x15echo a b\x17\x17wrong\x7f\x7f\x7f\x7f\x7fc d\r')
    shell.machine.wait_for('\nc d\n$ ')
    # Other keys with an escape sequence leave nothing in the line.
    shell.type('echo \x1b[C\x1b[3~\x1bOP\x1b[15~e\r')
    shell.machine.wait_for('\ne\n$ ')
    # Two lines at once are two lines. The terminal may echo the second one
    # while the first one's program runs, and the editor shows it again.
    shell.type('echo f\recho g\r')
    shell.machine.wait_for('$ echo g\ng\n$ ')
    assert 'f\n' in shell.machine.text.split('$ echo f\n')[1]
    shell.type('echo ' + 'x' * 2000 + '\r')
    shell.machine.wait_for('\n$ ')
    assert shell.run('echo works') == 'works\n'


def test_control_keys_end_what_they_did(boot):
    shell = Shell(boot())
    shell.type('echo dropped\x03')
    shell.machine.wait_for('^C\n$ ')
    assert shell.run('echo kept') == 'kept\n'
    shell.start('loops_forever')
    shell.interrupt()
    shell.start('cat')  # finds a terminal that edits lines and shows them
    shell.type('wrong\x15right\r')
    shell.machine.wait_for('\nright\n')
    shell.type('\x04')
    shell.machine.wait_for('$ ')
    shell.type('\x04')
    shell.machine.wait_for('exit\nThe shell has ended')
