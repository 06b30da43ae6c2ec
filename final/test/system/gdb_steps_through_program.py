# SPDX-License-Identifier: MIT
"""GDB follows a program: by its source lines, in ring 3."""

# Breaks: common/gdb/folio.py: gdb.unwinder.register_unwinder(None, => (None,

from harness.shell import Shell


def test_a_session_steps_through_a_program_by_its_lines(boot, gdb):
    machine = boot(gdb=True, linger=True)
    Shell(machine)
    machine.stop()
    machine.serial_write(b'counter A 1 3\r')  # received after `continue`
    printed = gdb(machine, '''
program counter
tbreak main if $_streq($program(), "counter")
continue
backtrace
print argv[0]
print $cs & 3
next
next
next
program hello
info symbol main
''')
    assert 'main() of counter is at 0x' in printed
    assert 'main (argc=' in printed
    assert 'at user/programs/counter.c:' in printed
    assert '"counter"' in printed
    assert 'print $cs & 3\n$2 = 3' in printed
    # Over getpid(), and not into the kernel.
    assert 'for (int i = 0; i < number(argv[3]); i++) {' in printed
    assert 'main in section .text of ' in printed.split('program hello')[1]


def test_what_is_no_program_is_refused_with_a_list(debug_batch):
    printed = debug_batch('program no_such_program')
    assert 'program: one of ' in printed
    assert ' hello, ' in printed
