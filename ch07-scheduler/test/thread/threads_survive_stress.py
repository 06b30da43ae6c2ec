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
    machine.wait_for('that you type is echoed', timeout=60)
    printed = gdb(machine, 'print unlocked_hook')
    assert 'preempt_on_unlock' in printed


# These tests expect turns or shares that the forced switches disturb.
DISTURBED = {'threads_take_turns', 'busy_threads_are_preempted_and_share'}


def test_with_trouble(chapter, boot):
    """All tests that share a boot; three of them set the timer to 10 kHz."""
    machine = boot(chapter.test_iso, 'stress')
    machine.wait_for('tests: ', timeout=120)
    failed = re.findall(r'^FAIL: (\w+)', machine.text, re.MULTILINE)
    assert set(failed) <= DISTURBED
    assert len(re.findall('^ok: ', machine.text, re.MULTILINE)) > 50


def test_a_minute_of_guest_time(chapter, boot):
    machine = boot(chapter.test_iso, 'test=mixed_load_loses_nothing',
                   extra=['-icount', 'shift=6,sleep=off'])
    machine.wait_for('1 passed, 0 failed', timeout=120)
    assert int(re.search(r'(\d+) rounds', machine.text)[1]) > 100
