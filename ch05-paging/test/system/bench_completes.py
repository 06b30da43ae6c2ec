# SPDX-License-Identifier: MIT
"""`make bench` prints a figure in each line. Only this is compared: with more
memory a frame costs no more instructions."""

# Breaks: bench.c: bench_end(); =>
# Breaks: memory/frame.c: bool is_found
#     => for (volatile size_t i = managed.nbits; i--;) {} bool is_found

import re
import subprocess


def figures(chapter, memory):
    """{what: instructions}"""
    tool = chapter.common / 'tools' / 'bench'
    done = subprocess.run([tool, '--memory', memory, chapter.build / 'bench.iso'],
                          check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return {what: int(figure) for what, figure in
            re.findall(r'^(\S.*?) +(\d+)$', done.stdout, re.MULTILINE)}


def test_it_prints_a_figure_for_each_line(chapter):
    found = figures(chapter, '32M')
    assert len(found) >= 16
    assert all(figure > 0 for figure in found.values())


def test_with_1_gib_all_costs_what_it_costs_with_32_mib(chapter):
    little, much = figures(chapter, '32M'), figures(chapter, '1G')
    assert little.keys() == much.keys()
    for what, figure in much.items():
        # The start looks at all of memory; and the longest time with
        # interrupts off is known to within a tick.
        if what.startswith(('boot loader', 'interrupts off')):
            continue
        assert figure < 1.1 * little[what], what
