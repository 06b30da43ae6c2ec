# SPDX-License-Identifier: MIT
"""The kernel's own tests under stress: 10,000 threads at once, and a switch
forced each time that a thread releases its last spin lock."""

# Breaks: main.c: scheduler_preempt_on_unlock(true); =>
# Breaks: thread/scheduler.c: list_push_back(&ready, &thread->queue); =>
# Breaks: thread/scheduler.c: if (!current->is_preempting) { => {

import re


def test_ten_thousand_are_there_at_once(chapter, boot):
    machine = boot(chapter.test_iso, 'test=ten_thousand_threads_wait_at_once',
                   memory='512M')
    machine.wait_for('10000 threads have slept and woken', timeout=60)
    machine.wait_for('1 passed, 0 failed')


def test_trouble_is_on(boot, gdb):
    machine = boot(command_line='stress', gdb=True, linger=True)
    machine.wait_for('$ ', timeout=60)
    printed = gdb(machine, 'print unlocked_hook')
    assert 'preempt_on_unlock' in printed


def test_with_trouble(chapter, boot):
    """Programs have theirs in programs_survive_stress.py."""
    tests = ['mutex_is_fair',
             'killed_thread_gets_its_mutex',
             'exit_leaks_nothing',
             'registers_survive_million_switches']
    machine = boot(chapter.test_iso, f'test={",".join(tests)} stress')
    machine.wait_for(f'{len(tests)} passed, 0 failed', timeout=120)
