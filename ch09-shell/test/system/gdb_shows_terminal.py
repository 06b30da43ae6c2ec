# SPDX-License-Identifier: MIT
"""GDB shows the console: what is typed, which threads read, and what is lost;
also when its memory is damaged."""

# Breaks: terminal/terminal.c: terminal->ninterrupts++; =>
# Breaks: terminal/input.c: input->nlost += nbytes; =>
# Breaks: common/gdb/folio.py: is_there = False => raise

import re

from harness.shell import Shell

CONSOLE = "'terminal/console.c'::console"


def told(printed):
    """The rows that the last `terminal` printed, by their first word."""
    last = printed.split('(gdb) terminal\n')[-1]
    return dict(re.findall(r'^  (\w+) +(.+)$', last, re.MULTILINE))


def test_a_prompt_with_a_line_being_typed(boot, gdb):
    machine = boot(gdb=True, linger=True)
    shell = Shell(machine)
    shell.run('sleeps_forever &')
    shell.press_interrupt()
    machine.wait_for('$ ')
    shell.type('a "b\\\t')
    machine.wait_for('a "b\\')
    rows = told(gdb(machine, 'terminal'))
    assert rows == {
        'settings': 'ICRNL ISIG ICANON ECHO',
        'keys': 'VINTR ^C, VERASE ^?, VKILL ^U, VEOF ^D, VWERASE ^W, VMIN 1',
        'line': r'6 bytes, from column 2 on: "a \"b\\\t"',
        'input': '0 of 4096, 0 ends of a line: ""',
        'readers': '1 sh',
        'foreground': 'group 1: 1 sh',
        'lost': '0 bytes since the last read; 1 ctrl-C since the start'}


def test_a_program_that_does_not_read(boot, gdb):
    machine = boot(gdb=True, linger=True)
    shell = Shell(machine)
    shell.run('makes_raw')
    shell.start('sleeps_forever')
    shell.type('one\r\x04')
    shell.type('x' * 1021 + '\r')
    for _ in range(4):
        shell.type('y' * 1020 + '\r')
        machine.wait_for('y\n')
    rows = told(gdb(machine, 'terminal'))
    assert rows['line'].startswith('0 bytes, ')
    assert rows['input'] == ('4090 of 4096, 6 ends of a line: "one\\n'
                             + 'x' * 56 + '"...')
    assert rows['readers'] == 'none'
    assert re.fullmatch(r'group (\d+): \1 sleeps_forever', rows['foreground'])
    assert rows['lost'].startswith('1021 bytes since the last read; ')


def test_it_is_said_when_it_is_not_there_yet(debug_batch):
    printed = debug_batch('''
terminal
thbreak console_init
continue
terminal
''')
    assert printed.count('the console is not there yet\n') == 2


def test_damage_is_told(boot, gdb):
    machine = boot(gdb=True, linger=True)
    Shell(machine)
    rows = told(gdb(machine, f'''
set var {CONSOLE}.settings.c_iflag = 0
set var {CONSOLE}.settings.c_lflag = 0
set var {CONSOLE}.line.length = 5000
set var {CONSOLE}.input.nread = {CONSOLE}.input.nwritten - 5000
set var {CONSOLE}.readers.waiters.head.next = (struct list_node *)0x1000
set var {CONSOLE}.foreground = 77
terminal
'''))
    assert rows['settings'] == 'none'
    assert rows['line'] == 'damaged: 5000 bytes, and it has room for 1024'
    assert rows['input'] == 'damaged: 5000 bytes, and it has room for 4096'
    assert rows['readers'].startswith('damaged: Cannot access memory')
    assert rows['foreground'] == 'group 77: no process'
