# SPDX-License-Identifier: MIT
"""The library's functions against the host's library: programs in host/driver
make random calls and print what they return; each is compiled with both."""

import subprocess

import pytest

from harness import user_on_host
from harness.host_programs import FAST

DRIVERS = ['streams']


@pytest.mark.parametrize('name', DRIVERS)
def test_a_driver_prints_the_same(chapter, tmp_path, name):
    source = chapter.folder / f'test/user/host/driver/{name}.c'
    ours = user_on_host.Compiler(chapter, tmp_path).compile(source)
    theirs = tmp_path / 'theirs'
    user_on_host.run(user_on_host.host_compiler(), *FAST, '-D_GNU_SOURCE',
                     '-include', 'stdbool.h', source, '-o', theirs)
    wanted, found = output_of(theirs), output_of(ours)
    if found != wanted:
        pytest.fail(difference(wanted, found))


def output_of(program):
    folder = program.with_suffix('.files')
    folder.mkdir()
    ran = subprocess.run([program], cwd=folder, check=False, text=True,
                         stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    assert ran.returncode == 0, ran.stdout[-4000:]
    return ran.stdout.splitlines()


def difference(wanted, found):
    """The first line that differs, and some before it."""
    for number, pair in enumerate(zip(wanted + [''], found + [''])):
        if pair[0] != pair[1]:
            before = '\n'.join(wanted[max(0, number - 10):number])
            return f'{before}\nwanted: {pair[0]}\nfound:  {pair[1]}'
    return f'{len(wanted)} lines were wanted, {len(found)} were found'
