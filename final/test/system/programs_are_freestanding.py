# SPDX-License-Identifier: MIT
"""What the linker made of the programs: a segment each for code, constants
and variables as far as it has any, none both writable and executable, on pages
of their own in memory, and nothing that is loaded by others."""

# Breaks: user/program.ld: FLAGS(4); => FLAGS(5);

# Breaks: user/program.ld: . = ALIGN(4K); =>

import re
import subprocess

PAGE = 4096
RIGHTS = 'R E', 'R  ', 'RW '
SEGMENT = re.compile(r'LOAD +0x\w+ 0x(\w+) 0x\w+ 0x\w+ 0x(\w+) ([RWE ]{3})')


def tool(*words):
    return subprocess.run([str(word) for word in words], check=True, text=True,
                          capture_output=True).stdout


def programs(chapter):
    found = [path for path in (chapter.build / 'user').glob('*.elf')
             if '.debug.' not in path.name]
    assert 'hello' in [path.stem for path in found]
    return found


def test_rights_are_separate_and_so_are_pages(chapter):
    seen = set()
    for path in programs(chapter):
        taken = set()
        rights = []
        for start, size, flags in SEGMENT.findall(
                tool('readelf', '-lW', path)):
            start, size = int(start, 16), int(size, 16)
            if size == 0:  # a newer linker leaves an empty segment out
                continue
            rights.append(flags)
            assert start >= 0x400000 and start % PAGE == 0, path
            pages = set(range(start // PAGE, (start + size - 1) // PAGE + 1))
            assert not pages & taken, path
            taken |= pages
        assert rights == [each for each in RIGHTS if each in rights], path
        seen.update(rights)
    assert seen == set(RIGHTS)


def test_no_program_waits_for_a_library_or_a_loader(chapter):
    for path in programs(chapter):
        assert tool('nm', '--undefined-only', path) == '', path
        told = tool('readelf', '-hlSW', path)
        assert re.search(r'Type: +EXEC', told), path
        assert 'Entry point address:               0x400000\n' in told, path
        for name in ('INTERP', 'DYNAMIC', '.got', '.rel', '.eh_frame', 'debug'):
            assert name not in told, (path, name)


def test_floating_point_is_computed_by_sse(chapter):
    code = tool('objdump', '-d', chapter.build / 'user' / 'hello.elf')
    assert re.search(r'%xmm\d', code)
