# SPDX-License-Identifier: MIT
"""The page tables that are in force when C runs, walked from outside. Four
stacks have a guard page below them, which is not mapped."""

# Breaks: boot/higher_half.asm: mov [boot_pml4 + KERNEL_BASE], rax =>
# Breaks: cpu/stack.c: boot", boot_stack_guard} => boot", fault_stacks[0].guard}
# Breaks: cpu/stack.c: unmap(stacks[i].guard); =>

import subprocess

PRESENT, WRITE, LARGE = 1 << 0, 1 << 1, 1 << 7
ADDRESS = 0x000FFFFFFFFFF000
DIRECT_MAP, KERNEL = 0xFFFF800000000000, 0xFFFFFFFF80000000
MIB, GIB = 1 << 20, 1 << 30


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


def guard_pages(elf):
    """Their addresses: the boot stack's, and those of the stacks for faults,
    which are a guard page and four pages each."""
    listed = subprocess.run(['nm', elf], check=True, text=True,
                            capture_output=True).stdout.split('\n')
    symbols = {line.split()[-1]: int(line.split()[0], 16) for line in listed
               if len(line.split()) == 3}
    yield symbols['boot_stack_guard']
    for number in range(3):
        yield symbols['fault_stacks'] + number * 5 * 4096


def test_exactly_the_direct_map_and_the_kernel_are_mapped(chapter, boot):
    machine = boot()
    machine.wait_for('that you type is echoed')
    found = {canonical(virtual): (physical, size) for virtual, physical, size
             in pages(machine, table(machine, machine.registers()['CR3']))}
    expected = {DIRECT_MAP + at: (at, 2 * MIB)
                for at in range(0, 4 * GIB, 2 * MIB)}
    expected |= {KERNEL + at: (at, 4096) for at in range(0, 8 * MIB, 4096)}
    for guard in guard_pages(chapter.elf):
        del expected[guard]
    assert found == expected


def test_the_gdt_stays_in_sight(boot):
    machine = boot()
    machine.wait_for('that you type is echoed')
    line = next(line for line in machine.hmp('info registers').splitlines()
                if line.startswith('GDT='))
    assert int(line.split()[1], 16) > KERNEL
