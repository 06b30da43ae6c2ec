# SPDX-License-Identifier: MIT
"""A chapter's programs and their C library, compiled for the host.

They are compiled against the library's headers and under the two sanitizers,
and linked with the host's C library, which the sanitizers need. Each name that
both libraries have gets a prefix in the chapter's objects. linux_calls.c makes
the system calls, so this runs on Linux for x86-64 alone.
"""

import functools
import os
import platform
import shlex
from concurrent.futures import ThreadPoolExecutor

import pytest

from . import sandbox
from .chapter import COMMON, Failure
from .host_programs import SANITIZED, TIMEOUT, output_of

CALLS = COMMON / 'harness' / 'linux_calls.c'
PREFIX = 'folio_'
PROGRAMS = ('programs', 'hostile', 'bench')     # not of the library


def skip_unless_possible():
    if platform.system() != 'Linux' or platform.machine() != 'x86_64':
        pytest.skip('the programs run on Linux for x86-64 alone')


class Compiler:
    """Compiles programs of a chapter; keeps the library's objects in `folder`,
    the only one that is written to."""

    def __init__(self, chapter, folder):
        skip_unless_possible()
        self.chapter, self.folder = chapter, folder

    def compile(self, source):
        """Returns the path of an executable for the host."""
        program = self.folder / source.stem
        self.run(host_compiler(), *SANITIZED, '-o', program,
                 self.renamed(source), *self.shared_objects())
        return program

    def compile_all(self, sources):
        """Compiles several programs, two at a time where output_of() allows
        it."""
        self.shared_objects()   # before the threads: each is written once
        with ThreadPoolExecutor(1 if sandbox.is_on() else 2) as pool:
            return list(pool.map(self.compile, sources))

    @functools.lru_cache(maxsize=None)
    def shared_objects(self):
        """What each program is linked with."""
        return [self.object(CALLS),
                *(self.renamed(source) for source in self.library_sources())]

    @functools.lru_cache(maxsize=None)
    def names(self):
        """What the library defines."""
        objects = [self.object(source) for source in self.library_sources()]
        listed = self.run('nm', '-g', '--defined-only', '--format=posix',
                          *objects)
        return {line.split()[0] for line in listed.splitlines()
                if len(line.split()) > 2}

    def library_sources(self):
        user = [path for path
                in sorted(self.chapter.folder.glob('user/*/*.c'))
                if path.parent.name not in PROGRAMS]
        return user + [COMMON / 'base' / name
                       for name in ('string.c', 'format.c')]

    @functools.lru_cache(maxsize=None)
    def object(self, source):
        target = self.folder / f'{source.parent.name}-{source.stem}.o'
        include = self.run(host_compiler(), '-print-file-name=include').strip()
        self.run(host_compiler(), *SANITIZED, '-ffreestanding', '-nostdinc',
                 '-isystem', include, '-I', self.chapter.folder, '-I', COMMON,
                 '-I', self.chapter.folder / 'user/include', '-c', source,
                 '-o', target)
        return target

    def renamed(self, source):
        return self.rename(self.object(source))

    def rename(self, path):
        """Gives the library's names, and main(), their prefix."""
        target = path.with_suffix('.renamed.o')
        self.run('objcopy', *(f'--redefine-sym={name}={PREFIX}{name}'
                              for name in sorted(self.names() | {'main'})),
                 path, target)
        return target

    def run(self, *words):
        """Runs a compiler or another tool; returns what it printed."""
        done = output_of(words, TIMEOUT, [self.chapter.folder, COMMON],
                         self.folder)
        if done.returncode != 0:
            command = shlex.join(str(word) for word in words)
            raise Failure(f'build: {command}\n{done.stdout}')
        return done.stdout


def host_compiler():
    return os.environ.get('HOST_CC', 'cc')
