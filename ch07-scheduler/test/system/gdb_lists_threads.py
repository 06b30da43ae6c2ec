# SPDX-License-Identifier: MIT
"""GDB lists the threads: what each waits for, and where."""

# Breaks: thread/wait_queue.c: current->blocked_on = queue; =>

import re


def test_each_thread_is_told_with_what_it_waits_for(debug_batch):
    printed = debug_batch('''
thbreak show_turns
continue
tbreak count_until_over
continue
threads
''')
    rows = re.findall(r'^ +(\d+)  (.{24})(.{32})(.+)$',
                      printed.split('(gdb) threads\n')[1], re.MULTILINE)
    told = {name.strip(): (state.strip(), place) for _, name, state, place
            in rows}
    assert told['main'] == ('waits for time', 'in scheduler_switch')
    assert told['busy A'] == ('running', 'on the CPU')
    assert told['busy B'][0] == 'ready'
    assert told['busy B'][1].startswith('in begin, ')
    assert told['idle'][0] == 'ready'
