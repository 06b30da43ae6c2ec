# SPDX-License-Identifier: MIT
"""GDB draws the heap in the middle of a test that has allocated a thousand
blocks."""

# Breaks: memory/slab.c: slab->ncut++; =>

import re

from harness import iso

TEST = 'heap_fills_holes_before_new_frames'


def test_slabs_are_drawn_block_by_block(chapter, debug_batch, tmp_path):
    image = iso.with_command_line(chapter.test_iso, f'test={TEST}',
                                  tmp_path / 'test.iso')
    printed = debug_batch(
        f'thbreak {TEST}\ncontinue\nheap\ntbreak kfree\ncontinue\nheap',
        image, chapter.test_elf)
    _, before, after = printed.split('(gdb) heap\n')
    assert count_blocks(after) - count_blocks(before) == 1000


def count_blocks(text):
    """Blocks in use; each row has as many cells as its slab has blocks."""
    assert text.startswith('size classes:\n')
    rows = re.findall(r'^ +(\d+)  0x\w+000  ([#o.]+)$', text, re.MULTILINE)
    for size, cells in rows:
        assert len(cells) == 4048 // int(size)
    return sum(cells.count('#') for _, cells in rows)
