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
# Red when memory/frame.c has
#     *first = find_run(nframes, 0, end);
#         if (*first == end) {
# instead of
#     *first = find_run(nframes, last_run_end, end);
#         if (*first == end) {
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
def run(tool, image):
    done = subprocess.run([tool, '--memory', '256M', image],
                          check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def printed_by(chapter):
    tool = chapter.common / 'tools' / 'bench'
    return run(tool, chapter.build / 'bench.iso')


def rows_of(chapter):
    return [(name, row.split()) for name, row
            in ROW.findall(printed_by(chapter))]


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


def test_torn_memory_does_not_make_a_large_block_dearer(chapter):
    few, many = map(int, re.findall(
        r'^16,000 bytes among +\d+ holes, size classes +(\d+)$',
        printed_by(chapter), re.MULTILINE))
    assert many < 1.1 * few
