# SPDX-License-Identifier: MIT
"""The live page tables, walked from outside, entry by entry: exactly the kernel
and the direct map, each page with the rights that it needs, and none that can
be both written and executed. On each of these machines."""

# Breaks: memory/kernel_space.c: symbols_start, 0 => symbols_start, PTE_WRITE
# Breaks: memory/kernel_space.c: parts[i].rights | PTE_NX);
#     => parts[i].rights | PTE_WRITE | PTE_NX);
# Breaks: memory/kernel_space.c: unmap(KERNEL_BASE, (uintptr_t)kernel_start); =>
# Breaks: boot/higher_half.asm: mov [boot_pml4 + KERNEL_BASE], rax =>
# Breaks: cpu/protection.c: has_nx ? flags : flags & ~PTE_NX; => flags;
# Breaks: memory/walk.c: (va < USER_TOP ? PTE_USER : 0); => PTE_USER;

import subprocess

import pytest

from harness import qemu

PRESENT, WRITE, USER, LARGE, NX = 1 << 0, 1 << 1, 1 << 2, 1 << 7, 1 << 63
ADDRESS = 0x000FFFFFFFFFF000
DIRECT_MAP, KERNEL = 0xFFFF800000000000, 0xFFFFFFFF80000000
STACKS = 0xFFFFD00000000000
KIB, MIB, GIB = 1 << 10, 1 << 20, 1 << 30

MACHINES = {
    '8M': {'memory': '8M'},
    '128M': {},
    '5G': {'memory': '5G'},
    '16G': {'memory': '16G'},
    'qemu64': {'cpu': 'qemu64'},
    'qemu64,-nx': {'cpu': 'qemu64,-nx'},
    'max': {'cpu': 'max'},
    'q35': {'machine': 'q35'},
    'uefi': {'firmware': 'uefi', 'memory': '256M'},
}

# Where memory goes on above 4 GiB, as this board has it: 3 GiB are below.
RAM_END = {'5G': 6 * GIB, '16G': 17 * GIB}


def table(machine, address):
    data = machine.read_physical(address & ADDRESS, 4096)
    return [int.from_bytes(data[i:i + 8], 'little')
            for i in range(0, 4096, 8)]


def pages(machine, entries, level=4, base=0, rights=(True, True, False)):
    """(virtual, physical, size, (write, user, no execute)) of each page. To be
    written, or used by ring 3, all levels must allow it; to be executed, none
    may forbid it."""
    for index, entry in enumerate(entries):
        size = 1 << (12 + 9 * (level - 1))
        virtual = base + index * size
        if not entry & PRESENT:
            continue
        write, user, no_execute = rights
        here = (write and bool(entry & WRITE), user and bool(entry & USER),
                no_execute or bool(entry & NX))
        if level == 1 or entry & LARGE:
            yield canonical(virtual), entry & ADDRESS, size, here
        else:
            assert not (entry & USER and virtual >> 47), 'ring 3 in our half'
            yield from pages(machine, table(machine, entry), level - 1,
                             virtual, here)


def canonical(address):
    return address | 0xFFFF << 48 if address >> 47 else address


def symbols(elf):
    listed = subprocess.run(['nm', elf], check=True, text=True,
                            capture_output=True).stdout.split('\n')
    return {line.split()[-1]: int(line.split()[0], 16) for line in listed
            if len(line.split()) == 3}


def guard_pages(symbol):
    """Their addresses: the boot stack's, and those of the stacks for faults,
    which are a guard page and four pages each."""
    yield symbol['boot_stack_guard']
    for number in range(4):
        yield symbol['fault_stacks'] + number * 5 * 4096


def expected_pages(symbol, ram_end, has_nx):
    """{virtual: (physical, size, rights)} as the layout has it."""
    read_write, read = (True, False, has_nx), (False, False, has_nx)
    execute = (False, False, False)
    found = {}
    for at in range(0, max(ram_end, 4 * GIB), 2 * MIB):
        found[DIRECT_MAP + at] = at, 2 * MIB, read_write
    end = -(-symbol['kernel_end'] // 4096) * 4096
    for page in range(symbol['kernel_start'], end, 4096):
        rights = read_write
        if page < symbol['data_start']:
            rights = read
        if symbol['text_start'] <= page < symbol['symbols_start']:
            rights = execute
        found[page] = page - KERNEL, 4096, rights
    for guard in guard_pages(symbol):
        del found[guard]

    # The kernel's read-only parts are read-only in the direct map too. There
    # the large page that holds them is split into pages of 4 KiB.
    start, end = symbol['kernel_start'] - KERNEL, end - KERNEL
    for large in range(start // (2 * MIB) * 2 * MIB, end, 2 * MIB):
        del found[DIRECT_MAP + large]
        for at in range(large, large + 2 * MIB, 4096):
            rights = read_write
            if start <= at < symbol['data_start'] - KERNEL:
                rights = read
            found[DIRECT_MAP + at] = at, 4096, rights
    return found


@pytest.mark.parametrize('kind', MACHINES)
def test_exactly_the_direct_map_and_the_kernel_are_mapped(chapter, boot, kind):
    if kind == 'uefi' and not qemu.has_uefi():
        pytest.skip('no UEFI firmware (OVMF)')
    machine = boot(**MACHINES[kind])
    machine.wait_for('$ ', timeout=60)
    has_nx = not kind.endswith('-nx')
    assert ('this CPU has no NX' in machine.text) != has_nx
    found = {virtual: (physical, size, rights)
             for virtual, physical, size, rights
             in pages(machine, table(machine, machine.registers()['CR3']))
             if virtual >= DIRECT_MAP}  # the shell's pages lie below
    expected = expected_pages(symbols(chapter.elf), RAM_END.get(kind, 0),
                              has_nx)
    # The stacks of threads come and go; below each lies a guard as large.
    stacks = {page: found.pop(page) for page in list(found)
              if STACKS <= page < STACKS + 32768 * 32 * KIB}
    assert stacks
    for page, (_, size, rights) in stacks.items():
        assert (page - STACKS) % (32 * KIB) >= 16 * KIB
        assert size == 4096 and rights == (True, False, has_nx)
    assert sorted(found) == sorted(expected)
    for page, told in expected.items():
        assert (hex(page), found[page]) == (hex(page), told)
    if has_nx:
        assert not any(rights[0] and not rights[2]
                       for _, _, rights in found.values())


def test_the_gdt_stays_in_sight(boot):
    machine = boot()
    machine.wait_for('$ ')
    line = next(line for line in machine.hmp('info registers').splitlines()
                if line.startswith('GDT='))
    assert int(line.split()[1], 16) > KERNEL
