# SPDX-License-Identifier: MIT
"""A session at the shell: over the serial port, and with keys. The screen then
shows the same text as the serial port."""

# Breaks: user/programs/sh.c: command.end == END_AND && => false &&
# Breaks: user/programs/sh.c: command.end == END_OR && => false &&
# Breaks: user/programs/sh.c: while (is_unfinished && nbytes > 0); => while (0);
# Breaks: user/programs/sh.c: if (error == EINTR) { => if (0) {
# Breaks: user/shell/jobs.c: wait_status >> 8; => 0;
# Breaks: user/shell/built_in.c: value != (int)value => false
# Breaks: main.c: irq_set_handler(IRQ_SERIAL, serial_input_handle_interrupt); =>
# Breaks: main.c: keyboard_set_handler(console_type_keys); =>

import re

import pytest

from harness import screen

from harness.shell import Shell

SESSION = [
    ('hello a "b  c"', 'hello: argument 0 is "hello"\n'
                       'hello: argument 1 is "a"\n'
                       'hello: argument 2 is "b  c"\n'
                       'hello: the mean is 2.250\n'),
    ('echo one; echo two # three', 'one\ntwo\n'),
    ('true && echo yes || echo no', 'yes\n'),
    ('false && echo yes || echo no', 'no\n'),
    ('false; echo $?', '1\n'),
    ('counter A 1 2 5; echo $?', 'A: pid \\d+ counts at 0x\\w+\n'
                                 'A: 1\nA: 2\n5\n'),
    ('nosuch', 'sh: nosuch: there is no such program\n'),
    ('echo $?', '127\n'),
    ('echo |', 'sh: a pipe is not known to this shell\n'),
    ('', ''),
    ('kill 4294967295; wait 1', 'usage: kill PID, or kill -GROUP\n'
                                'usage: wait\n'),
    ('help & echo $?', 'sh: only a program can run in the background\n2\n'),
    ('kill 9999', 'kill: 9999: there is no such process\n'),
    ('parent', '(?s:.*)parent: child hello ended with status 0\n(?s:.*)'),
]


@pytest.mark.parametrize('keys', [False, True])
def test_a_session(boot, keys):
    machine = boot()
    shell = Shell(machine, keys)
    for line, wanted in SESSION:
        wanted = wanted if 'pid' in wanted or 's:' in wanted \
            else re.escape(wanted)
        assert re.fullmatch(wanted, shell.run(line))
    # What the screen shows is the end of what the serial port has sent.
    rows = [row for row in screen.text(machine) if row]
    assert rows[-5:] == [line.rstrip()
                         for line in machine.text.splitlines()[-5:]]


def test_a_line_is_edited_with_keys(boot):
    machine = boot()
    shell = Shell(machine, keys=True)
    shell.type('echo wrong')
    for _ in 'wrong':
        machine.send_key('backspace')
    shell.type('righ\t')
    machine.send_key('backspace')
    shell.type('t\n')
    machine.wait_for('\nright\n$ ')
    assert '$ echo right' in screen.text(machine)
    shell.type('x y z')
    machine.send_key('ctrl', 'w')
    machine.send_key('ctrl', 'u')
    shell.type('echo u\n')
    machine.wait_for('\nu\n$ ')
    assert '$ echo u' in screen.text(machine)


def test_a_line_goes_on_in_the_next(boot):
    shell = Shell(boot())
    shell.start('echo "one')
    shell.machine.wait_for('> ')
    assert shell.run('two"') == 'one\ntwo\n'
    shell.start('false ||')
    shell.machine.wait_for('> ')
    assert shell.run('echo yes') == 'yes\n'
    shell.start("echo 'dropped")
    shell.machine.wait_for('> ')
    shell.interrupt()
    assert shell.run('echo kept') == 'kept\n'


def test_jobs_run_in_the_background(boot):
    shell = Shell(boot())
    pid = re.fullmatch(r'\[1\] (\d+)\n', shell.run('sleeps_forever &'))[1]
    assert shell.run('jobs') == f'[1] {pid} sleeps_forever\n'
    assert re.search(rf'^ *{pid} .* sleeps_forever$', shell.run('ps'),
                     re.MULTILINE)
    assert shell.run(f'kill {pid}; sleep 1; true') == \
        '[1] done: sleeps_forever, status 143\n'
    assert shell.run('counter B 1 3 &').startswith('[1] ')
    shell.run('wait; echo $?')
    # B may end before the echo of the line.
    assert re.search(r'^B: 3\n(wait; echo \$\?\n)?0$', shell.machine.text,
                     re.MULTILINE)


def test_the_end_of_the_shell_starts_another(boot):
    shell = Shell(boot())
    shell.start('exit 3')
    shell.machine.wait_for('The shell has ended; the kernel starts another.\n'
                           '$ ')
    shell.type('\x04')
    shell.machine.wait_for('exit\nThe shell has ended')
