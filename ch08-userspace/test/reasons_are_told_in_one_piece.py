# SPDX-License-Identifier: MIT
"""Many programs that are stopped at the same time, and who print their last
lines in turns, at the worst moments."""

# Red when process/fault.c has
#     kprintf("stopped: %s (pid %d): ", process->name, process->pid);
#         kprintf("%s at 0x%lx%s\n", trap_name(frame->vector), frame->rip, more);
# instead of
#     kprintf("stopped: %s (pid %d): %s at 0x%lx%s\n", process->name,
#                 process->pid, trap_name(frame->vector), frame->rip, more);

import re

WHOLE = re.compile(r'^stopped: actor \(pid \d+\): page fault \(#PF\) at '
                   r'0x[0-9a-f]+\n  a write at 0x0, in page 0, for null: no '
                   r'page is mapped there$', re.MULTILINE)


def test_each_line_is_whole(chapter, boot):
    machine = boot(chapter.test_iso, 'test=many_are_stopped_at_once trouble')
    machine.wait_for('1 passed, 0 failed', timeout=60)
    assert len(WHOLE.findall(machine.text)) == 40
    assert len(re.findall('stopped: ', machine.text)) == 40
