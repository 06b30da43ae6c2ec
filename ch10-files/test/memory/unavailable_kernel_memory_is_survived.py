# SPDX-License-Identifier: MIT
"""The memory map leaves out a page that the kernel is in: GRUB, which put the
kernel there, is told that the page is defective. The rest can be used."""

# Breaks: memory/ram.c: taken(0, (uintptr_t)kernel_end - KERNEL_BASE),
#     => taken(0, MIB),

from harness.iso import config, with_config


def test_the_rest_of_memory_is_used(chapter, boot, tmp_path):
    text = config(chapter.test_iso).replace(
        'multiboot2 ', 'cutmem 0x10a000 0x10b000\nmultiboot2 ')
    iso = with_config(chapter.test_iso, text, tmp_path / 'cut.iso')
    machine = boot(iso, 'test=frames_can_all_be_taken_twice')
    machine.wait_for('1 passed, 0 failed')
