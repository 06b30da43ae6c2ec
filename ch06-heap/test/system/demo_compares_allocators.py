# SPDX-License-Identifier: MIT
"""What `make run` shows: the same work for three allocators."""

# Breaks: memory/heap.c: heap = allocator; =>

import re

import pytest

READY = 'that you type is echoed'
ROW = re.compile(r'^  (bump|free list|size classes) +(\d+) +(\d+) KiB +(\d+)%'
                 r' +(\d+) +(\w+)$', re.MULTILINE)
LONG = re.compile(r'^  (bump|free list|size classes) +(\d+) KiB$', re.MULTILINE)


def test_the_table_has_a_row_for_each(boot):
    machine = boot()
    machine.wait_for(READY)
    rows = {name: rest for name, *rest in ROW.findall(machine.text)}
    assert list(rows) == ['bump', 'free list', 'size classes']
    assert all(row[4] == 'whole' for row in rows.values())
    assert int(rows['free list'][3]) == 1  # one piece is left
    assert int(rows['bump'][2]) > 1000 > int(rows['free list'][2])
    held = {name: int(kib) for name, kib in LONG.findall(machine.text)}
    assert held['bump'] > 9000
    assert held['free list'] < 100 and held['size classes'] < 100
    before, after = re.search(r'(\d+) frames free before, (\d+) after',
                              machine.text).groups()
    assert before == after


@pytest.mark.parametrize('option, name', [
    ('', 'size classes'), ('heap=bump', 'bump'),
    ('heap=free-list', 'free list'), ('heap=size-class', 'size classes')])
def test_the_command_line_chooses(boot, option, name):
    machine = boot(command_line=option)
    machine.wait_for(f'The usual one: {name}.')
