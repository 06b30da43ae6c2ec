# SPDX-License-Identifier: MIT
"""What `make run` shows: the event loop, turns, shares, a counter, a crowd;
and each bug with its report."""

# Breaks: demo.c: task_wake(&timer_task); =>

import re

import pytest

READY = 'that you type is echoed'


def test_keys_are_echoed_while_a_task_counts(boot):
    machine = boot()
    machine.wait_for(' 1')
    machine.send_keys('xyz')
    machine.wait_for('xyz')
    machine.wait_for(' 6\n')


def test_each_part_is_shown(boot):
    machine = boot()
    machine.wait_for(READY, timeout=60)
    text = machine.text
    assert ': A1 B1 A2 B2 A3 B3 A4 B4\n' in text
    a, b = map(int, re.search(r'(\d+)% and (\d+)% of the work', text).groups())
    assert a + b == 100 and 35 <= a <= 65
    assert re.search(r': \d{3,4} without a lock, 2000 with it', text)
    assert int(re.search(r'times: (\d+) without', text)[1]) < 2000
    count, before, after = re.search(
        r'(\d+) threads came and went; (\d+) frames free before, (\d+) after',
        text).groups()
    assert (count, before) == ('10000', after)


@pytest.mark.parametrize('key, said', [
    ('f1', 'the deep thinker stack has overflowed into its guard page'),
    ('f2', 'deadlock: main waits for right, held by other'),
    ('f3', 'an interrupt handler waits for: time'),
    ('f4', 'a thread waits for: time, while it holds the spin lock: mine'),
    ('f5', 'unlocks the mutex left, which it does not hold')])
def test_each_bug_is_told(boot, key, said):
    machine = boot()
    machine.wait_for(READY, timeout=60)
    machine.send_key(key)
    machine.wait_for('PANIC')
    machine.wait_for(said)
    machine.wait_stopped()
