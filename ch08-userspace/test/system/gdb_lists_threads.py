# SPDX-License-Identifier: MIT
"""GDB lists threads and processes: what each waits for, and where."""

# Breaks: thread/wait_queue.c: current->blocked_on = queue; =>

import re


def test_each_is_told_with_what_it_waits_for(debug_batch):
    printed = debug_batch('''
thbreak end_of
continue
thbreak scheduler_switch if 'thread/thread.c'::main_thread.blocked_on != 0
continue
thbreak syscall_entry
continue
threads
processes
''')
    rows = re.findall(r'^ +(\d+)  (.{24})(.{32})(.+)$',
                      printed.split('(gdb) ')[-2], re.MULTILINE)
    told = {name.strip(): (state.strip(), place) for _, name, state, place
            in rows}
    assert told['main'] == ('waits for the end of a process',
                            'in scheduler_switch')
    # A tick may come before the first counter's first call.
    states = sorted(row[2].strip() for row in rows
                    if row[1].strip() == 'counter')
    assert states == ['ready', 'running']
    assert told['idle'][0] == 'ready'
    a, b = re.findall(r'^ +([12])  counter +child of 0 +(ready|running) +'
                      r'cr3 (0x[0-9a-f]+), heap 0 bytes$', printed,
                      re.MULTILINE)
    assert (a[0], b[0]) == ('1', '2')
    assert sorted((a[1], b[1])) == states
    assert a[2] != b[2]
