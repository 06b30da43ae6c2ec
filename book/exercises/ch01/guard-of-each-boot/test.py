# SPDX-License-Identifier: MIT
"""The stack protector's guard is another one at each boot."""

import subprocess

IN_THE_SOURCE = 0xECAFE500


def address_of(elf, symbol):
    printed = subprocess.run(['nm', str(elf)], check=True, text=True,
                             capture_output=True).stdout
    return next(int(line.split()[0], 16) for line in printed.splitlines()
                if line.endswith(f' {symbol}'))


def guard(boot, address, **options):
    machine = boot(**options)
    machine.wait_for('Hello from code with no system under it.')
    machine.wait_stopped()
    assert 'PANIC' not in machine.text
    return int.from_bytes(machine.read_physical(address, 4), 'little')


def test_no_two_boots_have_the_same_guard(boot, chapter):
    address = address_of(chapter.elf, '__stack_chk_guard')
    guards = [guard(boot, address, **options)
              for options in ({}, {}, {'cpu': 'max'}, {'cpu': 'max'})]
    shown = [f'{value:#010x}' for value in guards]
    assert len(set(guards)) == 4, f'one guard twice: {shown}'
    assert IN_THE_SOURCE not in guards, 'it is still the one of the source'
    assert all(value & 0xFF == 0 for value in guards), \
        f'a lowest byte that is not zero: {shown}'
