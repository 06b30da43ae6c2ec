# SPDX-License-Identifier: MIT
"""Modules that are not programs, in place of some that `make run` starts: each
is refused in one line, and the demo goes on."""

# Breaks: process/loader.c: log_warn("the program => // log_warn("the program
# Breaks: process/program.c: if (strcmp(programs[i].command_line, name) == 0) {
#     => if (strcmp(programs[i].command_line, name) >= 0) {

import re
import subprocess

GRUB_CFG = '''\
multiboot2 /boot/kernel.elf
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
    modules = [folder / 'text', folder / 'half', folder / 'nothing',
               programs / 'divides_by_zero.elf', programs / 'halts.elf',
               programs / 'witness.elf']
    image = folder / 'broken.iso'
    subprocess.run([chapter.common / 'tools' / 'mkiso', '--bios', image,
                    folder / 'grub.cfg', chapter.build / 'kernel.elf',
                    *modules], check=True, capture_output=True)
    return image


def test_each_is_refused_and_the_rest_goes_on(chapter, boot, tmp_path):
    machine = boot(make_image(chapter, tmp_path))
    machine.wait_for('that you type is echoed.\n')
    text = machine.text
    for name, why in {
            'counter': 'it is not an ELF file',
            'parent': 'a segment goes past the end of the file|'
                      'its program headers go past the end of the file',
            'follows_null': 'it is smaller than the header of an ELF file',
            'writes_kernel': 'a segment ends above PROGRAM_END'}.items():
        asked = len(re.findall(rf'^{name} cannot be started: error 8$', text,
                               re.MULTILINE))  # ENOEXEC
        told = re.findall(rf'the program {name} cannot be run: ({why})$', text,
                          re.MULTILINE)
        assert len(told) == asked == (2 if name == 'counter' else 1)
    # Of two with one name it is the first.
    assert re.search(r'^killed: reads_kernel \(pid \d+\): divide error',
                     text, re.MULTILINE)
    assert 'jumps_to_kernel cannot be started: error 2\n' in text  # ENOENT
    before, after = re.search(
        r'(\d+) frames were free before, (\d+) are after', text).groups()
    assert before == after
    assert 'PANIC' not in text
