# SPDX-License-Identifier: MIT
"""GDB draws the heap of each allocator, in the middle of the work that
`make run` gives to one after the other."""

# Breaks: memory/slab.c: slab->ncut++; =>
# Breaks: memory/free_list.c: set_size(behind(chunk), left, 0); =>

import re

def drawn(debug_batch, nth):
    """The n-th allocator, after 200 blocks of the mixed work."""
    printed = debug_batch('''
thbreak show_mix
continue
''' + (nth - 1) * '''
tbreak show_mix
continue
''' + '''
break note_peak
ignore $bpnum 200
continue
heap
''')
    return printed.split('(gdb) heap\n')[1]


def test_bump_is_a_line_with_its_count(debug_batch):
    text = drawn(debug_batch, 1)
    assert text.startswith('bump:\n')
    count = int(re.search(r'  (\d+) blocks in use', text)[1])
    assert 150 < count <= 201


def test_a_free_list_is_a_row_of_chunks(debug_batch):
    text = drawn(debug_batch, 2)
    assert text.startswith('free list:\n')
    rows = re.findall(r'^  (0x\w+) +(\d+)  (in use|free  ) +([#.]+)$', text,
                      re.MULTILINE)
    assert len(rows) > 100
    for (at, size, *_), (behind, *_) in zip(rows, rows[1:]):
        assert int(at, 16) + int(size) == int(behind, 16)
    states = [state for _, _, state, _ in rows]
    assert ('free  ', 'free  ') not in zip(states, states[1:])


def test_slabs_are_drawn_block_by_block(debug_batch):
    text = drawn(debug_batch, 3)
    assert text.startswith('size classes:\n')
    rows = re.findall(r'^ +(\d+)  0x\w+000  ([#o.]+)$', text, re.MULTILINE)
    assert len({size for size, _ in rows}) > 10
    for size, cells in rows:
        assert len(cells) == 4048 // int(size)
    in_use = sum(cells.count('#') for _, cells in rows)
    assert 150 < in_use <= 201
