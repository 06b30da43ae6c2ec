# SPDX-License-Identifier: MIT
"""The timer against the real-time clock, while both run on counted
instructions: a busy computer cannot lose a tick."""

# Breaks: device/pit_registers.h: PIT_CLOCK_HZ 1193182 => PIT_CLOCK_HZ 1000000

import re

COUNTED = ['-icount', 'shift=6,sleep=off', '-rtc', 'base=2024-01-01,clock=vm']


def test_a_second_has_100_ticks(chapter, boot):
    machine = boot(chapter.test_iso, 'test=pit_ticks_100_times_a_second',
                   extra=COUNTED)
    machine.wait_exit()
    ticks = int(re.search(r'ticks in a second: (\d+)', machine.text)[1])
    assert ticks in (99, 100)  # the edges of the two clocks may fall together
