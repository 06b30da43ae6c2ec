# SPDX-License-Identifier: MIT
"""`make bench` prints a figure in each line. Only these are compared: among
10,000 blocks a call of the usual allocator costs as much as among 100, and no
other allocator's call costs less."""

# Breaks: bench.c: bench_end(); =>
# Breaks: memory/slab.c: = slab_of(block);
#     => = slab_of(block); LIST_FOR_EACH(node, &class->full) { __asm__("pause"); }
# Breaks: memory/frame.c: hint = run_hint, first => hint = 0, first
# Breaks: cpu/interrupts.h: cli();
#     => for (int i = 0; i < 20; i++) { pause(); } cli();

import functools
import re
import subprocess

@functools.cache
def run(tool, image):
    done = subprocess.run([tool, '--memory', '256M', image],
                          check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def printed_by(chapter):
    tool = chapter.common / 'tools' / 'bench'
    return run(tool, chapter.build / 'bench.iso')


def figures_of(chapter):
    """{what: instructions}"""
    return {what: int(figure) for what, figure in re.findall(
        r'^(\S.*?) +(\d+)$', printed_by(chapter), re.MULTILINE)}


def of_each(figures, what):
    """{allocator: instructions}"""
    found = {name: figures.get(f'{name}: {what}')
             for name in ('bump', 'free list', 'size classes')}
    return {name: figure for name, figure in found.items() if figure}


def test_it_prints_a_figure_for_each_line(chapter):
    figures = figures_of(chapter)
    for nbytes in (16, 64, 256, 1024, 4096, 16384, 65536):
        assert len(of_each(figures, f'kmalloc and kfree of {nbytes} bytes')) == 3
    for nblocks in (100, 1000, 10000):
        assert len(of_each(figures, f'a call, {nblocks} blocks in use')) == 3
    overheads = re.findall(r'^  \S.*\d%( +\d+){2}$', printed_by(chapter),
                           re.MULTILINE)
    assert len(overheads) == 9
    assert all(figure > 0 for figure in figures.values())


def test_more_blocks_do_not_make_a_block_dearer(chapter):
    figures = figures_of(chapter)
    few, many = (of_each(figures, f'a call, {nblocks} blocks in use')
                 for nblocks in (100, 10000))
    assert many['size classes'] < 1.1 * few['size classes']
    assert many['size classes'] == min(many.values())


def test_torn_memory_does_not_make_a_large_block_dearer(chapter):
    figures = figures_of(chapter)
    few, many = (figures[f'size classes: 16,000 bytes among {nholes} holes']
                 for nholes in (50, 5000))
    assert many < 1.1 * few
