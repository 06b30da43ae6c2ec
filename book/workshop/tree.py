# SPDX-License-Identifier: MIT
"""The chapters, and copies of them that may be patched."""

import contextlib
import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from . import ROOT

from harness.chapter import (COMMON, Chapter, Failure,  # noqa: E402
                             describe, make_environment)
from harness.control import scaled  # noqa: E402

BUILD_TIMEOUT = 180
OWN_PROGRAMS = Path(__file__).with_name('bin')  # they stand for the system's

# What make says of building, of going there, and of a command that failed.
OF_MAKE = re.compile(r'make(\[\d+\])?: ((Entering|Leaving) directory|\*\*\* \[)'
                     r'|  (CC|NASM|LD|ISO|TAR) +\S')


def chapter_folder(number):
    """The folder of ch02, or of final."""
    found = sorted(ROOT.glob(f'{number}-*/Makefile')) or sorted(
        ROOT.glob(f'{number}/Makefile'))
    if not found:
        raise Failure(f'there is no chapter {number}')
    return found[0].parent


def chapter_named(number):
    """The harness's description of a chapter of the tree."""
    return describe(chapter_folder(number))


def built(root, number):
    """Where a chapter is built, in the tree or in a folder with a copy of it.
    """
    return chapter_named(number).build if root == ROOT \
        else root / 'build' / number


@contextlib.contextmanager
def locked(name):
    """Nobody else on this computer who asks for the same name of this tree is
    inside at the same time: two makes must not build one chapter at once."""
    mark = hashlib.sha256(str(ROOT).encode()).hexdigest()[:12]
    path = Path(tempfile.gettempdir()) / f'folio-{mark}-{name}.lock'
    with open(path, 'w', encoding='ascii') as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextlib.contextmanager
def copied(folder, patch=None):
    """A folder that holds a copy of a chapter, patched, and common/ beside it,
    so that commands run there as they do at the root."""
    folder = Path(folder).resolve()
    with tempfile.TemporaryDirectory(prefix='folio-book-') as temporary:
        root = Path(temporary).resolve()
        (root / 'common').symlink_to(COMMON)
        copy = root / folder.name
        shutil.copytree(folder, copy, symlinks=True,
                        ignore=shutil.ignore_patterns('build', '__pycache__'))
        if patch:
            apply(patch, copy)
        if folder.parent == ROOT:
            seed(folder, copy)
        yield copy


def seed(folder, copy):
    """Takes over what was compiled in the tree, so that make compiles only what
    differs: the same flags, but for the folder's path, give the same objects.
    """
    name = folder.name.split('-')[0]
    source, target = ROOT / 'build' / name, copy.parent / 'build' / name
    stamp = source / 'stamp'
    if not stamp.is_file():
        return
    for path in [stamp, source / 'offsets.inc', *source.glob('*.d'),
                 *source.glob('obj/**/*.[do]')]:
        if path.is_file():
            to = target / path.relative_to(source)
            to.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, to)
    text = stamp.read_text(encoding='utf-8')
    (target / 'stamp').write_text(text.replace(str(folder), str(copy)),
                                  encoding='utf-8')
    shutil.copystat(stamp, target / 'stamp')


def apply(patch, folder):
    """Applies a patch as a reader would, but without guessing."""
    ended = run(['patch', '-p1', '-s', '-N', '-F0', '--no-backup-if-mismatch',
                 '-r', '-', '-i', str(Path(patch).resolve())], folder, 30)
    if ended.returncode:
        raise Failure(f'{patch} does not apply:\n{ended.stdout}')


def build(copy, *goals):
    """Builds goals of a copied chapter, which are files of its build folder or
    make's own; returns its description."""
    own = describe(copy)
    place = f"../build/{own.name.split('-')[0]}"
    goals = [f'{place}/{goal}' if '.' in goal else goal for goal in goals]
    ended = run(['make', '-s', '-C', str(copy), *goals, 'ISO=bios',
                 'COMMON=../common', f'BUILD={place}'], ROOT, BUILD_TIMEOUT)
    if ended.returncode:
        raise Failure('build: it does not build:\n'
                      + without_make(ended.stdout)[-4000:].rstrip())
    return Chapter(copy, {**vars(own), 'build': place})


def without_make(text):
    """What a command printed, without what make says of its own work."""
    lines = text.replace('\r', '').split('\n')
    return '\n'.join(line for line in lines if not OF_MAKE.match(line))


def run(command, folder, timeout, **variables):
    """Runs a program, or a line for the shell; what it prints is in stdout."""
    environment = {**make_environment(), 'UI': 'serial', **variables}
    if isinstance(command, str):
        environment['PATH'] = f"{OWN_PROGRAMS}:{environment['PATH']}"
    try:
        return subprocess.run(command, cwd=folder, check=False, text=True,
                              shell=isinstance(command, str), errors='replace',
                              stdin=subprocess.DEVNULL, env=environment,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              timeout=scaled(timeout))
    except subprocess.TimeoutExpired as error:
        said = error.stdout or b''
        said = said if isinstance(said, str) else said.decode(errors='replace')
        raise Failure(f'timeout: {command}: no end in {scaled(timeout):.0f} s\n'
                      f'{said[-4000:]}') from None
