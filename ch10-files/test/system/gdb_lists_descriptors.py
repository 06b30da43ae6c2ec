# SPDX-License-Identifier: MIT
"""GDB lists the objects that a process holds, also when its table of
descriptors is damaged."""

# Breaks: process/inherit.c: object_retain(first[i].object); =>
# Breaks: common/gdb/folio.py: return f'damaged: {error}' => raise
# Breaks: common/gdb/folio.py: if length > DESCRIPTORS_MAX: => if 0:

import re

from harness.shell import Shell

ROW = re.compile(r'^ +(\d+)  (\w+) +((?:read|write)(?: write)?) +'
                 r'(close-on-exec)? *object (0x\w+), (\d+) references$',
                 re.MULTILINE)
TABLE = 'kernel_process.descriptors'


def test_each_is_told_with_its_object_and_rights(boot, gdb):
    machine = boot(gdb=True, linger=True)
    Shell(machine).run('sleeps_forever &')
    printed = gdb(machine, f'''
set var {TABLE}.entries[1].close_on_exec = 1
set var {TABLE}.entries[2].rights = 3
descriptors 0
descriptors 1
descriptors 77
''')
    kernel, shell, none = printed.split('(gdb) descriptors ')[1:]
    assert 'process 0, the kernel: a table of 3 entries\n' in kernel
    assert 'process 1, sh: a table of 8 entries\n' in shell
    # Three for each of three processes, one of console.c, one of the read().
    console = re.search(r'object (0x\w+)', kernel)[1]
    assert ROW.findall(kernel) == [
        ('0', 'terminal', 'read', '', console, '11'),
        ('1', 'terminal', 'write', 'close-on-exec', console, '11'),
        ('2', 'terminal', 'read write', '', console, '11')]
    assert [row[:4] for row in ROW.findall(shell)] == [
        ('0', 'terminal', 'read', ''), ('1', 'terminal', 'write', ''),
        ('2', 'terminal', 'write', '')]
    assert 'there is no process 77' in none


def test_without_a_pid_they_are_those_of_the_current_process(debug_batch):
    early, kernel, shell = debug_batch('''
descriptors
thbreak program_init
continue
descriptors
thbreak sys_read
continue
descriptors
''').split('(gdb) descriptors\n')[1:]
    assert early.startswith('damaged, or not there yet: ')
    assert 'process 0, the kernel: a table of 0 entries\n' in kernel
    assert 'process 1, sh: a table of 8 entries\n' in shell


def test_damage_is_told(boot, gdb):
    machine = boot(gdb=True, linger=True)
    Shell(machine)
    printed = gdb(machine, f'''
set var {TABLE}.entries[1].object = (struct object *)0x1000
set var {TABLE}.entries[2].object->count = 0
descriptors 0
set var {TABLE}.entries = (struct descriptor *)0x1000
descriptors 0
set var {TABLE}.length = 5000
descriptors 0
set var 'process/process_table.c'::table[1] = (struct process *)0x1000
descriptors 1
''')
    entries, table, length, processes = printed.split('descriptors ')[-4:]
    assert '1  damaged: Cannot access memory at address 0x1000\n' in entries
    assert ', 0 references: damaged, it has at least this one\n' in entries
    assert table.count('damaged: Cannot access memory') == 3
    assert 'damaged: no table has more than 1024\n' in length
    assert 'damaged, or not there yet: Cannot access memory' in processes
