# SPDX-License-Identifier: MIT
"""How long a tick waits while large files and directories are worked on, where
an instruction takes a nanosecond: as long as the kernel keeps interrupts off."""

# Breaks: file/tree.c: #define SEARCH_STEP 500 => #define SEARCH_STEP 5000

import re

COUNTED = ['-icount', 'shift=0,sleep=off', '-rtc', 'base=2024-01-01,clock=vm']
LIMIT = 20000


def test_no_tick_waits_for_long(chapter, boot, tmp_path):
    output = tmp_path / 'serial'  # a file is always ready for the next byte
    machine = boot(chapter.test_iso, 'test=large_files_let_ticks_in',
                   extra=COUNTED,
                   serial=['-serial', f'file:{output}', '-monitor', 'none'])
    machine.wait_exit()
    ticks, longest = map(int, re.search(
        rb'(\d+) ticks waited for at most (\d+) ns',
        output.read_bytes()).groups())
    assert ticks > 30
    assert longest <= LIMIT
