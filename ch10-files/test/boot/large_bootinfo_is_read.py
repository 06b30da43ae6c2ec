# SPDX-License-Identifier: MIT
"""Hundreds of modules, and a command line of 64 KiB, through GRUB. The
demo does not show them, but the kernel must get past them."""

# Breaks: boot/bootinfo.c: DIRECT_MAP_BOOT_SIZE - address.raw, & => 32768, &

import subprocess

from harness.iso import config

LAST_LINE = 'the shell cannot be started: error 2\n'  # no module is the shell


def make_iso(chapter, folder, text, *modules):
    out, grub_cfg = folder / 'large.iso', folder / 'grub.cfg'
    grub_cfg.write_text(text)
    subprocess.run([chapter.common / 'tools' / 'mkiso', '--bios', out, grub_cfg,
                    chapter.build / 'kernel.elf', *modules], check=True)
    return out


def test_modules_do_no_harm(chapter, boot, tmp_path):
    module = tmp_path / 'module.bin'
    module.write_bytes(b'x' * 5000)
    empty = tmp_path / 'empty.bin'
    empty.write_bytes(b'')
    lines = ['module2 /boot/module.bin number %d' % i for i in range(300)]
    lines += ['module2 /boot/empty.bin nothing', 'boot']
    text = config(chapter.iso).replace('\nboot\n',
                                       '\n' + '\n'.join(lines) + '\n')
    machine = boot(make_iso(chapter, tmp_path, text, module, empty))
    machine.wait_for(LAST_LINE)


def test_a_command_line_of_64_kib_does_no_harm(chapter, boot, tmp_path):
    words = ' '.join('word%d' % i for i in range(7000))[:65000] + ' the-end'
    text = config(chapter.iso).replace('kernel.elf ', f'kernel.elf {words}')
    machine = boot(make_iso(chapter, tmp_path, text))
    machine.wait_for(LAST_LINE)
