# SPDX-License-Identifier: MIT
"""What the harness knows of a chapter: what its Makefile says of itself."""

import functools
import json
import os
import subprocess
from pathlib import Path

from . import sandbox

COMMON = Path(__file__).resolve().parents[1]


class Failure(AssertionError):
    """A test did not pass. The message is shown as it stands, without the
    Python code around it; its first words name the kind of failure."""


class Chapter:
    """A chapter's folder, and where its images lie. All paths are absolute."""

    def __init__(self, folder, described):
        self.folder = folder
        self.common = COMMON
        self.name = described['name']                  # ch02-boot
        self.number = described['number']              # 02
        self.bits = described['bits']                  # 32 or 64
        self.screen = described['screen']              # shows anything there?
        self.command_line = described['command_line']  # reads it?
        self.build = (folder / described['build']).resolve()
        self.iso = self.build / 'folio.iso'
        self.test_iso = self.build / 'test.iso'
        self.elf = self.build / 'kernel.debug.elf'
        self.test_elf = self.build / 'test.debug.elf'

    def panic_test_iso(self, name):
        """The image of a test that must panic, in a chapter whose kernel reads
        no command line that could name the test."""
        return self.build / f'test-{name}.iso'


@functools.lru_cache(maxsize=None)
def describe(folder):
    """The Chapter in a folder. Asks make, once."""
    # make cannot include from a path with spaces in it; a link may help.
    beside = Path(folder).parent / 'common'
    is_beside = beside.exists() and beside.samefile(COMMON)
    common = '../common' if is_beside else os.path.relpath(COMMON, folder)
    words = ['make', '-s', '-C', str(folder), 'describe', f'COMMON={common}']
    # The Makefile of an exercise that is graded may be a stranger's.
    words = sandbox.words(words, [], [COMMON, Path(folder).parent],
                          has_tmp=False)
    answer = subprocess.run(words, capture_output=True, text=True, check=False,
                            stdin=subprocess.DEVNULL, env=make_environment())
    try:
        return Chapter(Path(folder), json.loads(answer.stdout))
    except (ValueError, KeyError) as error:
        raise Failure(f'build: `make describe` in {folder} did not answer '
                      f'({error!r})\n{answer.stdout}{answer.stderr}') from None


def make_environment():
    """Ours, without what a make above us says to its own children; but what
    was set on its command line, as BUILD=dir, holds for us too."""
    kept = {name: value for name, value in os.environ.items()
            if name not in ('MAKEFLAGS', 'MFLAGS', 'MAKELEVEL')}
    flags, separator, variables = os.environ.get('MAKEFLAGS', '').partition(
        ' -- ')
    if separator:
        kept['MAKEFLAGS'] = f' -- {variables}'
    return kept


def chapter_of(path):
    """The Chapter to whose test/ folder a file belongs."""
    for folder in Path(path).resolve().parents:
        if folder.name == 'test' and (folder.parent / 'Makefile').exists():
            return describe(folder.parent)
    raise Failure(f'build: {path} is in no chapter')
