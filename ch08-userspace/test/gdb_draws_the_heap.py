# SPDX-License-Identifier: MIT
"""What GDB says of the heap, with each allocator: in the midst of the work that
a test gives to one after the other."""

# Red when memory/slab.c lacks
#     slab->ncut++;
# Red when memory/free_list.c lacks
#     set_size(behind(chunk), left, 0);

import re

import pytest

from harness import iso

TEST = 'each_allocator_does_the_same_work'


@pytest.fixture
def drawn(chapter, debug_batch, tmp_path):
    """drawn(n): the n-th time that the test chooses an allocator, and 200
    blocks later. Its first choice only makes the usual one give back."""
    image = iso.with_command_line(chapter.test_iso, f'test={TEST}',
                                  tmp_path / 'test.iso')

    def draw(nth):
        choices = ['tbreak heap_use', 'continue'] * nth
        printed = debug_batch('\n'.join(
            [f'thbreak {TEST}', 'continue', *choices, 'break note_peak',
             'ignore $bpnum 200', 'continue', 'heap']), image, chapter.test_elf)
        return printed.split('(gdb) heap\n')[1]

    return draw


def test_bump_is_a_line_with_its_count(drawn):
    text = drawn(2)
    assert text.startswith('bump:\n')
    count = int(re.search(r'  (\d+) blocks in use', text)[1])
    assert 100 < count <= 201


def test_a_free_list_is_a_row_of_chunks(drawn):
    text = drawn(3)
    assert text.startswith('free list:\n')
    rows = re.findall(r'^  (0x\w+) +(\d+)  (in use|free  ) +([#.]+)$', text,
                      re.MULTILINE)
    assert len(rows) > 100
    for (at, size, *_), (behind, *_) in zip(rows, rows[1:]):
        assert int(at, 16) + int(size) == int(behind, 16)
    states = [state for _, _, state, _ in rows]
    assert ('free  ', 'free  ') not in zip(states, states[1:])


def test_slabs_are_drawn_block_by_block(drawn):
    text = drawn(4)
    assert text.startswith('size classes:\n')
    rows = re.findall(r'^ +(\d+)  0x\w+000  ([#o.]+)$', text, re.MULTILINE)
    assert len({size for size, _ in rows}) > 10
    for size, cells in rows:
        assert len(cells) == 4048 // int(size)
    in_use = sum(cells.count('#') for _, cells in rows)
    assert 100 < in_use <= 201
