# SPDX-License-Identifier: MIT
"""What GDB says of threads and processes: who waits for what, and where."""

# Red when thread/wait_queue.c lacks
#     current->waits = queue;

import re


def test_each_is_told_with_what_it_waits_for(debug_batch):
    printed = debug_batch('''
thbreak end_of
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
    assert told['counter'][0] == 'ready'
    assert told['idle'][0] == 'ready'
    a, b = re.findall(r'^ +([12])  counter +child of 0 +(ready|running) +'
                      r'cr3 (0x[0-9a-f]+), heap 0 bytes$', printed,
                      re.MULTILINE)
    assert [a[:2], b[:2]] == [('1', 'running'), ('2', 'ready')]
    assert a[2] != b[2]
