# SPDX-License-Identifier: MIT
"""The kernel's own tests where they are hard: 10,000 threads at once, and a
switch forced each time that somebody gives his last spin lock back."""

# Red when main.c lacks
#     scheduler_make_trouble(true);
# Red when thread/scheduler.c lacks
#     list_push_back(&ready, &thread->queue);
# Red when thread/scheduler.c has
#     { // the yield takes a lock itself
# instead of
#     if (!current->is_troubled) { // the yield takes a lock itself

import re

import pytest


def test_ten_thousand_are_there_at_once(chapter, boot):
    machine = boot(chapter.test_iso, 'test=ten_thousand_threads_wait_at_once',
                   memory='512M')
    machine.wait_for('10000 threads have slept and woken', timeout=60)
    machine.wait_for('1 passed, 0 failed')


def test_trouble_is_on(boot, gdb):
    machine = boot(command_line='trouble', gdb=True, linger=True)
    machine.wait_for('that you type is echoed', timeout=60)
    printed = gdb(machine, 'print unlocked_hook')
    assert 'make_trouble' in printed


@pytest.mark.parametrize('test', [
    'a_wait_can_end_by_time',
    'nobody_keeps_a_mutex_from_the_others',
    'nothing_is_lost_in_a_bounded_buffer',
    'one_writes_or_many_read',
    'threads_end_and_leave_nothing',
    'registers_survive_a_million_switches'])
def test_with_trouble(chapter, boot, test):
    """Programs have theirs in programs_survive_trouble.py."""
    machine = boot(chapter.test_iso, f'test={test} trouble')
    machine.wait_for('1 passed, 0 failed', timeout=60)


def test_a_minute_of_guest_time(chapter, boot):
    machine = boot(chapter.test_iso, 'test=a_mixed_load_runs_for_a_minute',
                   extra=['-icount', 'shift=6,sleep=off'])
    machine.wait_for('1 passed, 0 failed', timeout=120)
    assert int(re.search(r'(\d+) rounds', machine.text)[1]) > 100
