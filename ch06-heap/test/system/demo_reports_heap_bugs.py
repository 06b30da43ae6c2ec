# SPDX-License-Identifier: MIT
"""With each allocator, the report of a bug names the calls that allocated the
block, that freed it, and that used it wrongly."""

# Breaks: memory/heap.c: (0) => (0) & 0

import re

import pytest

READY = 'that you type is echoed'
HEAPS = ['bump', 'free-list', 'size-class']


def report(boot, heap, key):
    machine = boot(command_line=f'heap={heap}')
    machine.wait_for(READY)
    machine.send_key(*key)
    machine.wait_for('PANIC')
    machine.wait_stopped()
    text = machine.text[machine.text.index('PANIC'):]
    return text.splitlines()[0], dict(re.findall(
        r'^  (allocated|freed|now|noticed) by +0x\w+ (\w+)\+0x', text,
        re.MULTILINE))


@pytest.mark.parametrize('heap', HEAPS)
def test_a_block_is_freed_twice(boot, heap):
    said, by = report(boot, heap, ['f1'])
    assert 'double free of block' in said
    assert by == {'allocated': 'take_block', 'freed': 'free_once',
                  'now': 'free_twice'}


@pytest.mark.parametrize('heap', HEAPS)
def test_a_byte_is_written_past_the_end(boot, heap):
    said, by = report(boot, heap, ['alt', '2'])
    assert 'past the end of the 24 bytes' in said
    assert by == {'allocated': 'take_block', 'noticed': 'write_past_the_end'}


@pytest.mark.parametrize('heap', HEAPS)
def test_the_middle_is_freed(boot, heap):
    said, by = report(boot, heap, ['f3'])
    assert 'is not a block of the heap' in said
    assert by == {'now': 'free_middle'}


def test_a_variable_is_freed(boot):
    said, by = report(boot, 'size-class', ['f4'])
    assert 'is not memory of the heap' in said
    assert by == {'now': 'free_variable'}


def test_a_block_is_written_to_after_it_was_freed(boot):
    said, by = report(boot, 'size-class', ['f5'])
    assert 'byte 20 of the block at' in said
    assert by == {'allocated': 'take_block', 'freed': 'free_once'}
