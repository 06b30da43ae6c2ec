# SPDX-License-Identifier: MIT
"""Many programs fault at the same time, and context switches come at the worst
moments: each report is printed in one piece."""

# Breaks: process/fault.c: kprintf("killed: %s
#     => kprintf("killed: "); kprintf("%s

import re

WHOLE = re.compile(r'^killed: lifecycle \(pid \d+\): page fault \(#PF\) at '
                   r'0x[0-9a-f]+\n  a write at 0x0, in the null page: no '
                   r'page is mapped there$', re.MULTILINE)


def test_each_line_is_whole(chapter, boot):
    machine = boot(chapter.test_iso, 'test=faults_at_once_are_told_apart stress')
    machine.wait_for('1 passed, 0 failed', timeout=60)
    assert len(WHOLE.findall(machine.text)) == 40
    assert len(re.findall('killed: ', machine.text)) == 40
