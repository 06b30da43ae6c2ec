# SPDX-License-Identifier: MIT
"""The line with the time, at several times of the PC's clock."""

import pytest


@pytest.mark.parametrize('time', ['16:01', '07:45', '00:09', '23:58'])
def test_the_time_is_told(boot, time):
    machine = boot(extra=['-rtc', f'base=2026-03-14T{time}:02,clock=vm'])
    machine.wait_stopped()
    lines = [line for line in machine.text.splitlines() if 'clock' in line]
    assert lines == [f'The clock says {time}.']
