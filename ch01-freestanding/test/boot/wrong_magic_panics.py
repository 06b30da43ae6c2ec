# SPDX-License-Identifier: MIT
"""A kernel that was not started by a Multiboot2 loader panics."""

# Breaks: main.c: if (magic != MULTIBOOT2_BOOTLOADER_MAGIC) { => if (0) {


def test_a_wrong_magic_panics(boot, gdb):
    machine = boot(gdb=True, stopped=True)
    gdb(machine, '''
        thbreak entry
        continue
        set $eax = 0x2badb002
        ''')
    machine.wait_for('PANIC')
    machine.wait_stopped()
    assert 'eax is not what a Multiboot2 loader leaves' in machine.text
    assert '2badb002' in machine.text
    assert 'Hello' not in machine.text
