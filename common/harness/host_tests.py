# SPDX-License-Identifier: MIT
"""Tests of logic that needs no machine: test/host/NAME.c of a chapter.

Each is a program for the host, compiled together with the kernel's own files
under two sanitizers, which end it at the first bad address or undefined
operation. It passes by returning 0; 77 means that this computer cannot run it,
and why is the last line it printed. Comments say what it is made of:

    // With: boot/bootinfo.c base/format.c     in the chapter, or in common/
    // Flags: -Dmemcpy=folio_memcpy            if it needs any
"""

import os
import re
import shlex
import subprocess
import tempfile
from pathlib import Path

import pytest

from .chapter import COMMON, Failure, chapter_of
from .control import scaled

SANITIZED = shlex.split(
    '-std=gnu11 -g -O1 -Wall -Wextra -fno-omit-frame-pointer'
    ' -fsanitize=address,undefined -fno-sanitize-recover=all -DFOLIO_HOST')
WITH = re.compile(r'^// With: (.*)$', re.MULTILINE)
FLAGS = re.compile(r'^// Flags: (.*)$', re.MULTILINE)
TIMEOUT = 60
SKIPPED = 77  # as Automake and Meson have it


class HostTestFile(pytest.File):
    """A .c file in a folder named host."""

    def collect(self):
        yield HostTest.from_parent(self, name=self.path.stem)


class HostTest(pytest.Item):
    def runtest(self):
        run_on_host(*recipe(self.path))

    def repr_failure(self, excinfo, style=None):
        if isinstance(excinfo.value, Failure):
            return f'{self.name}: {excinfo.value}'
        return super().repr_failure(excinfo)

    def reportinfo(self):
        return self.path, None, self.name


def recipe(path):
    """The sources of a host test, and the flags it is compiled with."""
    text = path.read_text()
    roots = [COMMON]
    if COMMON not in path.parents:
        roots.insert(0, chapter_of(path).folder)
    names = ' '.join(WITH.findall(text)).split()
    flags = [word for root in roots for word in ('-I', str(root))]
    flags += shlex.split(' '.join(FLAGS.findall(text)))
    return [path] + [find(name, roots) for name in names], flags


def find(name, roots):
    for root in roots:
        if (root / name).exists():
            return root / name
    raise Failure(f'build: there is no {name} in '
                  + ' or '.join(str(root) for root in roots))


def run_on_host(sources, flags=(), timeout=TIMEOUT):
    """Compiles and runs a program under the sanitizers; returns its output."""
    with tempfile.TemporaryDirectory() as folder:
        program = str(Path(folder) / 'program')
        words = [os.environ.get('HOST_CC', 'cc'), *SANITIZED, *flags, '-o',
                 program, *map(str, sources)]
        compiled = output_of(words, timeout)
        if compiled.returncode != 0:
            raise Failure(f'build: {shlex.join(words)}\n{compiled.stdout}')
        ran = output_of([program], timeout)
    if ran.returncode == SKIPPED:
        pytest.skip((ran.stdout.splitlines() or ['it says so'])[-1])
    if ran.returncode != 0:
        status = ran.returncode
        what = f'killed by signal {-status}' if status < 0 else f'exit {status}'
        raise Failure(f'{what}\n{ran.stdout[-8000:]}')
    return ran.stdout


def output_of(words, timeout):
    """Runs a program, without input, and returns it when it has ended."""
    try:
        return subprocess.run(words, check=False, text=True, errors='replace',
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, timeout=scaled(timeout))
    except subprocess.TimeoutExpired as error:
        printed = error.stdout or b''
        if isinstance(printed, bytes):
            printed = printed.decode(errors='replace')
        raise Failure(f'timeout: {shlex.join(words)} did not end in '
                      f'{scaled(timeout):.0f} s\n{printed[-8000:]}') from None
    except FileNotFoundError:
        raise Failure(f'build: {words[0]} was not found') from None
