# SPDX-License-Identifier: MIT
"""`make bench`: what things cost. The figures themselves are nobody's test, but
for this: among 10,000 blocks the usual allocator's cost what they cost among
100, and no other's cost less."""

# Red when bench.c lacks
#     bench_end();
# Red when memory/slab.c has
#     struct slab *slab = slab_of(block);
#         LIST_FOR_EACH(node, &class->full) { __asm__ volatile("pause"); }
# instead of
#     struct slab *slab = slab_of(block);
# Red when cpu/interrupts.h has
#     for (int i = 0; i < 20; i++) { pause(); }
#         cli();
# instead of
#     cli();

import functools
import re
import subprocess

ROW = re.compile(r'^  (bump|free list|size classes) +(\d.*)$', re.MULTILINE)


@functools.cache
def printed_rows(tool, image):
    done = subprocess.run([tool, '--memory', '256M', image],
                          check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return [(name, row.split()) for name, row in ROW.findall(done.stdout)]


def rows_of(chapter):
    return printed_rows(chapter.common / 'tools' / 'bench',
                        chapter.build / 'bench.iso')


def test_it_prints_a_figure_for_each_line(chapter):
    rows = rows_of(chapter)
    assert [len(figures) for _, figures in rows] == 3 * [7] + 9 * [4]
    assert all(int(figure) > 0 for _, row in rows[:3] for figure in row)


def test_more_blocks_do_not_make_a_block_dearer(chapter):
    rows = rows_of(chapter)
    few, _, many = ({name: int(figures[0]) for name, figures in rows[i:i + 3]}
                    for i in (3, 6, 9))
    assert many['size classes'] < 1.1 * few['size classes']
    assert many['size classes'] == min(many.values())
