# SPDX-License-Identifier: MIT
"""After the first steps of a chapter, for each number of steps: the tree
builds, and the tests of these steps pass. A test for the host is run again only
if a source that it names has changed. `make test` leaves this to
`make test ALL=1`, since it builds some seventy kernels."""

# Red when: CHANGES of ch05-paging names memory/bitmap.c one step later;
# steps.py's NEEDS is empty.

import os
import shutil
import subprocess
import sys

import pytest

from harness.chapter import COMMON
from harness.selection import sources_of

sys.path.insert(0, str(COMMON / 'tools'))
import handout  # noqa: E402 (once they can be found)
from steps import Steps, write  # noqa: E402

ROOT = COMMON.parent
ENVIRONMENT = {name: value for name, value in os.environ.items()
               if not name.startswith(('MAKE', 'MFLAGS', 'FOLIO_BUILD'))}
CHAPTERS = sorted(path.parent for path in ROOT.glob('ch[0-9][0-9]-*/CHANGES'))
CHAPTERS = CHAPTERS[1:] + [ROOT / 'final']


def all_steps():
    for chapter in CHAPTERS:
        for step in Steps(chapter).steps[:-1]:  # the last is the chapter
            yield pytest.param(chapter, step.number,
                               id=f'{chapter.name.split("-")[0]}-{step.number}')


def run(folder, *words):
    return subprocess.run([str(word) for word in words], cwd=folder, text=True,
                          check=False, env=ENVIRONMENT, errors='replace',
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT)


def is_as_before(path, files, before):
    """Is it a test for the host that has been run one step earlier?"""
    return ('/host/' in path and path.endswith('.c')
            and all(files.get(name) == before.get(name)
                    for name in (path, *sources_of(files[path]))))


@pytest.mark.parametrize('chapter, count', list(all_steps()))
def test_it_builds_and_passes_its_tests(chapter, count, tmp_path):
    steps = Steps(chapter)
    files, before = steps.tree(count), steps.tree(count - 1)
    write(files, tmp_path / steps.name, (steps.folder, steps.previous))
    (tmp_path / 'common').symlink_to(COMMON)  # read, never written
    built = run(tmp_path / steps.name, 'make', '-s', 'all', 'test-images')
    assert built.returncode == 0, built.stdout[-4000:]
    tests = [f'{steps.name}/{change.path}' for change in steps.changes
             if change.step <= count and change.path in files
             and change.kind != 'removed' and handout.TEST.match(change.path)
             and not is_as_before(change.path, files, before)]
    if tests:
        said = run(tmp_path, 'common/tools/test', '-n0', *tests).stdout
        assert said.strip().endswith('passed, 0 failed'), said[-8000:]
    shutil.rmtree(tmp_path / steps.name)
