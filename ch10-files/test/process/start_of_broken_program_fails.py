# SPDX-License-Identifier: MIT
"""Modules that are no programs: each is refused in one line, and the shell goes
on."""

# Breaks: process/loader.c: log_warn("the program => // log_warn("the program
# Breaks: process/program.c: if (strcmp(programs[i].command_line, name) == 0) {
#     => if (strcmp(programs[i].command_line, name) >= 0) {

import re
import subprocess

from harness.shell import Shell

GRUB_CFG = '''\
multiboot2 /boot/kernel.elf
module2 /boot/sh.elf sh
module2 /boot/text counter
module2 /boot/half parent
module2 /boot/nothing follows_null
module2 /boot/divides_by_zero.elf reads_kernel
module2 /boot/halts.elf reads_kernel
module2 /boot/kernel.elf writes_kernel
module2 /boot/witness.elf witness
boot
'''


def make_image(chapter, folder):
    programs = chapter.build / 'user'
    whole = (programs / 'parent.elf').read_bytes()
    (folder / 'text').write_text('This is not a program.\n' * 10)
    (folder / 'half').write_bytes(whole[:len(whole) // 2])
    (folder / 'nothing').write_bytes(b'')
    (folder / 'grub.cfg').write_text(GRUB_CFG)
    modules = [programs / 'sh.elf', folder / 'text', folder / 'half', folder / 'nothing',
               programs / 'divides_by_zero.elf', programs / 'halts.elf',
               programs / 'witness.elf']
    image = folder / 'broken.iso'
    subprocess.run([chapter.common / 'tools' / 'mkiso', '--bios', image,
                    folder / 'grub.cfg', chapter.build / 'kernel.elf',
                    *modules], check=True, capture_output=True)
    return image


def test_each_is_refused_and_the_rest_goes_on(chapter, boot, tmp_path):
    shell = Shell(boot(make_image(chapter, tmp_path)))
    for name, why in {
            'counter': 'it is not an ELF file',
            'parent': 'a segment goes past the end of the file|'
                      'its program headers go past the end of the file',
            'follows_null': 'it is smaller than the header of an ELF file',
            'writes_kernel': 'a segment ends above PROGRAM_END'}.items():
        assert re.fullmatch(
            rf'.*the program {name} cannot be run: ({why})\n'
            rf'sh: {name}: cannot be started: error 8\n',  # ENOEXEC
            shell.run(name))
    # Of two with one name it is the first.
    assert re.match(r'killed: reads_kernel \(pid \d+\): divide error',
                    shell.run('reads_kernel'))
    assert shell.run('hello') == 'sh: hello: there is no such program\n'
    assert 'PANIC' not in shell.machine.text
