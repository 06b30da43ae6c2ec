# SPDX-License-Identifier: MIT
"""Files in /bin that are no programs: each is refused in one line, and the shell
goes on."""

# Breaks: process/loader.c: log_warn("the program => // log_warn("the program

import re

from harness.archive import make_image
from harness.shell import Shell


def test_each_is_refused_and_the_rest_goes_on(chapter, boot, tmp_path):
    programs = chapter.build / 'user'
    whole = (programs / 'parent.elf').read_bytes()
    image = make_image(chapter, tmp_path, {
        'bin/sh': (programs / 'sh.elf').read_bytes(),
        'bin/half': whole[:len(whole) // 2],
        'bin/nothing': b'',
        'bin/kernel': (chapter.build / 'kernel.elf').read_bytes(),
        'bin/echo': (programs / 'echo.elf').read_bytes()})
    shell = Shell(boot(image))
    for name, why in {
            'half': 'a segment goes past the end of the file|'
                    'its program headers go past the end of the file',
            'kernel': 'a segment ends above PROGRAM_END'}.items():
        assert re.match(
            rf'.*the program {name} cannot be run: ({why})\n',
            shell.run(f'/bin/{name}'))
    assert 'the program' not in shell.run('/bin/nothing')
    assert shell.run('hello') == 'sh: hello: there is no such program\n'
    assert shell.run('echo well') == 'well\n'
    assert 'PANIC' not in shell.machine.text
