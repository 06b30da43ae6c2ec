# SPDX-License-Identifier: MIT
"""What book/track says of `make run` is so in a handout: with which words the
skeleton panics, and what it prints when the step is written. `make test` leaves
this to `make test ALL=1`, since it builds each of these kernels twice."""

# Red when: in book/track/ch05.md `frame_init()` becomes `frame_make()`, or a
# text that `make run` prints becomes another.

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from workshop import BOOK, ROOT, hints

ENVIRONMENT = {name: value for name, value in os.environ.items()
               if not name.startswith(('MAKE', 'MFLAGS', 'FOLIO_BUILD'))}
PANICS = re.compile(r'`make run`[^`.]* panics with `([^`]+)`')
PRINTS = re.compile(r'`make run`[^.]*? prints `([^`]+)`')


def claims():
    for path in sorted((BOOK / 'track').glob('*.md')):
        for hint in hints.read(path.read_text(encoding='utf-8')).values():
            found = PANICS.findall(hint.see), PRINTS.findall(hint.see)
            if any(found):
                yield pytest.param(path.stem, hint.number, *found,
                                   id=f'{path.stem}-{hint.number}')


def run(folder, *words):
    ended = subprocess.run([str(word) for word in words], cwd=folder, text=True,
                           check=False, env=ENVIRONMENT, errors='replace',
                           stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                           stderr=subprocess.STDOUT, timeout=300)
    assert ended.returncode == 0, ended.stdout[-4000:]
    return ended.stdout


@pytest.mark.parametrize('number, step, panics, prints', list(claims()))
def test_the_kernel_says_so(number, step, panics, prints, tmp_path):
    chapter = next(ROOT.glob(f'{number}-*'))
    folder = tmp_path / 'handout'
    run(ROOT, sys.executable, ROOT / 'common/tools/handout.py', chapter, folder,
        '--step', step)
    said = run(folder, 'make', '-s', 'run')
    assert not [text for text in panics if text not in said], said
    for path in json.loads((folder / 'handout.json').read_text())['write']:
        shutil.copy(chapter / path, folder / chapter.name / path)
    said = run(folder, 'make', '-s', 'run')
    assert not [text for text in panics if text in said], said
    assert not [text for text in prints if text not in said], said
    shutil.rmtree(Path(folder))
