# SPDX-License-Identifier: MIT
"""The library's functions against the host's library: programs in host/driver
make random calls and print what they return; each is compiled with both."""

# Breaks: user/lib/stream.c: lseek(stream->fd, -untaken, SEEK_CUR) >= 0 => true
# Breaks: user/lib/stream.c: stream->is_at_end = false; =>
# Breaks: user/lib/stream.c: lseek(fd, 0, SEEK_END); =>
# Breaks: user/lib/stdio.c: (size_t)(newline - start) + 1 => nbytes
# Breaks: user/lib/stdio.c: length < size - 1 && => length < size - 2 &&
# Breaks: user/lib/qsort.c: child + 1 < count && => child + 2 < count &&
# Breaks: user/lib/strings.c: *at == (char)byte => *at == byte
# Breaks: user/lib/errno.c: [ENOTTY] = "Inappropriate ioctl for device", =>
# Breaks: user/lib/getopt.c: bool is_end = strcmp(word, "--") == 0;
#     => bool is_end = false;
# Breaks: user/lib/getopt.c: word[1] == '\0' => false
# Breaks: user/lib/dirent.c: directory->next = 0; =>
# Breaks: user/lib/environment.c: environ[i][length] != '=' => false
# Breaks: user/lib/environment.c: && !overwrites => && false
# Breaks: user/lib/environment.c: environ[i + 1] = NULL; =>
# Breaks: user/lib/environment.c: && strchr(name, '=') == NULL; => ;
# Breaks: user/lib/ftw.c: walk->path[level->length] = '\0'; =>

import pytest

from harness import user_on_host
from harness.host_programs import FAST, TIMEOUT, output_of

DRIVERS = ['streams', 'text', 'directories', 'variables']
COMMAND_LINES = ['', '-a', '-ab x', '-abx -c y', 'x -a', '-- -a', '-a - -b',
                 '-b', '-bc', '-b -- -a', '-x', '-ax y', '-: y', '--a']


@pytest.mark.parametrize('name', DRIVERS)
def test_a_driver_prints_the_same(chapter, tmp_path, name):
    ours, theirs = compile_both(chapter, tmp_path, name)
    wanted, found = lines_of(theirs), lines_of(ours)
    if found != wanted:
        pytest.fail(difference(wanted, found))


def test_options_are_the_same(chapter, tmp_path):
    ours, theirs = compile_both(chapter, tmp_path, 'text')
    for line in COMMAND_LINES:
        words = line.split() or ['']
        assert (line, parsed(ours, words)) == (line, parsed(theirs, words))


def compile_both(chapter, folder, name):
    source = chapter.folder / f'test/user/host/driver/{name}.c'
    compiler = user_on_host.Compiler(chapter, folder)
    theirs = folder / 'theirs'
    compiler.run(user_on_host.host_compiler(), *FAST, '-D_GNU_SOURCE',
                 '-include', 'stdbool.h', source, '-o', theirs)
    return compiler.compile(source), theirs


def lines_of(program):
    folder = program.with_suffix('.files')
    folder.mkdir()
    # In a sandbox PWD is the folder, which is another one for each program.
    ran = output_of(['env', '-u', 'PWD', program], TIMEOUT, [program], folder,
                    cwd=folder)
    assert ran.returncode == 0, ran.stdout[-4000:]
    return ran.stdout.splitlines()


def parsed(program, words):
    """What getopt() returns. POSIX ends the options at the first operand."""
    ran = output_of(['env', '-i', 'POSIXLY_CORRECT=1', program, *words],
                    TIMEOUT, [program], apart=True)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def difference(wanted, found):
    """The first line that differs, and some before it."""
    for number, pair in enumerate(zip(wanted + [''], found + [''])):
        if pair[0] != pair[1]:
            before = '\n'.join(wanted[max(0, number - 10):number])
            return f'{before}\nwanted: {pair[0]}\nfound:  {pair[1]}'
    return f'{len(wanted)} lines were wanted, {len(found)} were found'
