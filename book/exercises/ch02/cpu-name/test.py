# SPDX-License-Identifier: MIT
"""The CPU's maker and the size of physical addresses, on several CPUs."""

import pytest


def cpu_line(machine):
    """The one line that begins with `CPU: `."""
    machine.wait_stopped()
    lines = [line for line in machine.text.splitlines()
             if line.startswith('CPU: ')]
    assert len(lines) == 1
    return lines[0]


@pytest.mark.parametrize('cpu, expected', [
    ('qemu64', 'CPU: AuthenticAMD, physical addresses of 40 bits'),
    ('Nehalem', 'CPU: GenuineIntel, physical addresses of 40 bits'),
    ('qemu64,phys-bits=36', 'CPU: AuthenticAMD, physical addresses of 36 bits'),
    ('Nehalem,phys-bits=46', 'CPU: GenuineIntel, physical addresses of 46 bits'),
    # Its highest extended leaf is 0x80000004.
    ('qemu64,xlevel=0x80000004',
     'CPU: AuthenticAMD, physical addresses of 36 bits'),
])
def test_the_cpu_is_named(boot, cpu, expected):
    assert cpu_line(boot(cpu=cpu)) == expected
