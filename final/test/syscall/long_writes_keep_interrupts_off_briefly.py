# SPDX-License-Identifier: MIT
"""How long a tick waits while a program writes, where an instruction takes a
nanosecond: as long as the kernel keeps interrupts off."""

# Breaks: terminal/console.c: if (text[i] == '\n') { => if (0) {
# Breaks: terminal/console.c: #define PIECE 64 => #define PIECE 256

import re

COUNTED = ['-icount', 'shift=0,sleep=off', '-rtc', 'base=2024-01-01,clock=vm']
LIMIT = 20000


def test_no_tick_waits_for_long(chapter, boot, tmp_path):
    output = tmp_path / 'serial'  # a file is always ready for the next byte
    machine = boot(chapter.test_iso, 'test=long_write_lets_ticks_in',
                   extra=COUNTED,
                   serial=['-serial', f'file:{output}', '-monitor', 'none'])
    machine.wait_exit()
    ticks, longest = map(int, re.search(
        rb'(\d+) ticks waited for at most (\d+) ns',
        output.read_bytes()).groups())
    assert ticks > 30
    assert longest <= LIMIT
