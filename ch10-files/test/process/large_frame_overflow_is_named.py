# SPDX-License-Identifier: MIT
"""A function with a frame far larger than the stack is reported as a stack
overflow, and a wild pointer just as far from the stack is not."""

# Breaks: process/fault.c: lowest = min(lowest, frame->rsp - RED_ZONE); =>

import re

FAULT = (r'killed: large_frame \(pid \d+\): page fault \(#PF\) at 0x[0-9a-f]+\n'
         r"  a write at 0x[0-9a-f]+, in the programs' half: ([a-z ]+)")


def test_overflow_is_told_from_wild_pointer(chapter, boot):
    machine = boot(chapter.test_iso, 'test=large_frame_overflows')
    machine.wait_for('1 passed, 0 failed', timeout=60)
    assert re.findall(FAULT, machine.text) == [
        'its stack has overflowed', 'its stack has overflowed',
        'no page is mapped there']
