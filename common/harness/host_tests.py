# SPDX-License-Identifier: MIT
"""Tests of logic that needs no machine: test/LAYER/host/NAME.c.

Each is a program for the host, compiled together with the kernel's own files
(host_programs.py) under two sanitizers, which end it at the first bad address
or undefined operation. It passes by returning 0; 77 means that this computer
cannot run it, and why is the last line it printed.
"""

import pytest

from . import host_programs
from .chapter import Failure


class HostTestFile(pytest.File):
    """A .c file in a folder named host."""

    def collect(self):
        yield HostTest.from_parent(self, name=self.path.stem)


class HostTest(pytest.Item):
    def runtest(self):
        run_on_host(*host_programs.recipe(self.path))

    def repr_failure(self, excinfo, style=None):
        if isinstance(excinfo.value, Failure):
            return f'{self.name}: {excinfo.value}'
        return super().repr_failure(excinfo)

    def reportinfo(self):
        return self.path, None, self.name


def run_on_host(sources, flags=()):
    """Compiles and runs a program under the sanitizers; returns its output."""
    try:
        return host_programs.run_on_host(sources, flags)
    except host_programs.Skipped as reason:
        pytest.skip(str(reason))
