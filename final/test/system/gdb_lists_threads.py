# SPDX-License-Identifier: MIT
"""GDB lists threads and processes: what each waits for, and where."""

# Breaks: thread/wait_queue.c: current->blocked_on = queue; =>

import re

from harness.shell import Shell


def test_each_is_told_with_what_it_waits_for(boot, gdb):
    machine = boot(gdb=True, linger=True)
    shell = Shell(machine)
    shell.run('sleeps_forever &')
    shell.run('loops_forever &')
    printed = gdb(machine, '''
thbreak pit_handle_interrupt
continue
threads
processes
''')
    threads, processes = re.split('.gdb. (?:threads|processes)', printed)[1:]
    rows = re.findall(r'^ +\d+  (.{24})(.{32})(.+)$', threads, re.MULTILINE)
    told = {name.strip(): (state.strip(), place) for name, state, place in rows}
    assert told['main'] == ('waits for the end of a process',
                            'in scheduler_switch')
    assert told['sh'][0] == 'waits for input'
    assert told['sleeps_forever'][0] == 'waits for time'
    assert told['loops_forever'] == ('running', 'on the CPU')
    assert told['idle'][0] == 'ready'
    rows = re.findall(r'^ +\d+  (\w+) +child of (\d+) +(\S.*\S) +'
                      r'cr3 (0x[0-9a-f]+), heap \d+ bytes$', processes,
                      re.MULTILINE)
    assert [row[:3] for row in rows] == [
        ('sh', '0', 'waits for input'),
        ('sleeps_forever', '1', 'waits for time'),
        ('loops_forever', '1', 'running')]
    assert len({row[3] for row in rows}) == 3
