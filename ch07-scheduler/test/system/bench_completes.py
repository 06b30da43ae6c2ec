# SPDX-License-Identifier: MIT
"""`make bench`: what things cost. No test asks for the figures themselves."""

# Breaks: bench.c: bench_end(); =>

import re
import subprocess


def test_it_prints_a_figure_for_each_line(chapter):
    tool = chapter.common / 'tools' / 'bench'
    done = subprocess.run([tool, '--memory', '512M', chapter.build / 'bench.iso'],
                          check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    figures = re.findall(r'^(\w.*?) +(\d+)$', done.stdout, re.MULTILINE)
    assert len(figures) >= 30
    switches = [int(figure) for what, figure in figures
                if what.startswith('switch')]
    assert len(switches) == 5
    # A switch costs as much among 10,000 threads as among 2.
    assert max(switches) < 1.05 * min(switches)
