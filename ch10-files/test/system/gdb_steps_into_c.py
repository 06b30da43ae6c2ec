# SPDX-License-Identifier: MIT
"""GDB, from 32-bit code through the switch to C, and what it says of the CPU's
tables on the way."""

# Breaks: boot/tables.asm: | SEGMENT_LONG =>


def test_a_session_goes_from_entry_to_kernel_main(debug_batch):
    printed = debug_batch('''
thbreak entry
continue
mode
thbreak entry64
continue
mode
gdt
thbreak kernel_main
continue
mode
backtrace
''')
    assert 'entry () at boot/entry.asm' in printed
    assert 'protected mode, without paging' in printed
    assert 'entry64 () at boot/entry.asm' in printed
    assert printed.count('long mode, 64-bit code') == 2
    assert '64-bit code, ring 0' in printed
    assert 'data, read and write, ring 0' in printed
    assert 'kernel_main (' in printed
    assert ' in higher_half () at boot/higher_half.asm' in printed


def test_walk_follows_the_page_tables(debug_batch):
    printed = debug_batch('''
thbreak kernel_main
continue
walk kernel_main
walk 0xffff8000000b8000
walk 0
walk 0x8000000000000000
''')
    kernel, screen, null, hole = printed.split('(gdb) walk ')[1:]
    assert 'PML4[511]' in kernel and 'PDPT[510]' in kernel
    assert 'in a page of 4 KiB' in kernel
    assert 'physical 0xb8000, in a page of 2 MiB' in screen
    assert 'not mapped' in null
    assert 'not canonical' in hole


def test_help_folio_lists_the_commands(debug_batch):
    printed = debug_batch('help folio\n')
    for command in ('mode', 'walk ADDRESS', 'gdt'):
        assert f'    {command} ' in printed
