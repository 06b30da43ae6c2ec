# SPDX-License-Identifier: MIT
"""GDB prints the gates of the IDT, the TSS and the GDT in words."""

# Breaks: cpu/gdt.c: ltr(GDT_TSS); =>


def test_the_gates_and_the_tss_are_told_in_words(debug_batch):
    printed = debug_batch('''
thbreak demo_run
continue
idt 8
idt 14
idt
tss
gdt
walk boot_stack_guard
''')
    double_fault, page_fault, gates, tss, gdt, guard = \
        printed.split('(gdb) ')[3:]
    assert 'interrupt gate to 0x8:0xffffffff8' in double_fault
    assert ', from ring 0 on, IST 1' in double_fault
    assert 'IST' not in page_fault
    assert gates.count('interrupt gate') == 256
    assert [f'ist{i}' in tss for i in range(1, 6)] == [True] * 4 + [False]
    assert 'I/O map at 104' in tss
    assert 'TSS, busy, ring 0' in gdt
    assert '64-bit code, ring 3' in gdt
    assert 'PML4[511]' in guard and 'not mapped' in guard
