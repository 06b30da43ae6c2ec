# SPDX-License-Identifier: MIT
"""What the page tables map, and in pages of which size, walked from outside."""

import pytest

PRESENT, LARGE = 1 << 0, 1 << 7
ADDRESS = 0x000FFFFFFFFFF000
DIRECT_MAP, KERNEL = 0xFFFF800000000000, 0xFFFFFFFF80000000
KIB, MIB, GIB = 1 << 10, 1 << 20, 1 << 30


def table(machine, address):
    data = machine.read_physical(address & ADDRESS, 4096)
    return [int.from_bytes(data[i:i + 8], 'little')
            for i in range(0, 4096, 8)]


def pages(machine, entries, level=4, base=0):
    """(virtual, physical, size) of each page that the tables map."""
    for index, entry in enumerate(entries):
        size = 1 << (12 + 9 * (level - 1))
        virtual = base + index * size
        if not entry & PRESENT:
            continue
        if level == 1 or entry & LARGE:
            yield virtual, entry & ADDRESS, size
        else:
            yield from pages(machine, table(machine, entry), level - 1, virtual)


def canonical(address):
    return address | 0xFFFF << 48 if address >> 47 else address


@pytest.mark.parametrize('cpu, size', [
    ('max', GIB), ('max,pdpe1gb=off', 2 * MIB), ('qemu64', 2 * MIB),
    ('qemu64,pdpe1gb=on', GIB)])
def test_the_direct_map_has_the_largest_pages(boot, cpu, size):
    machine = boot(cpu=cpu)
    machine.wait_stopped()
    assert 'KiB are available.' in machine.text
    found = {canonical(virtual): (physical, nbytes)
             for virtual, physical, nbytes
             in pages(machine, table(machine, machine.registers()['CR3']))}
    expected = {DIRECT_MAP + at: (at, size) for at in range(0, 4 * GIB, size)}
    expected |= {KERNEL + at: (at, 4 * KIB)
                 for at in range(0, 8 * MIB, 4 * KIB)}
    assert found == expected
