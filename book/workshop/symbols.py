# SPDX-License-Identifier: MIT
"""Holds the symbols that a kernel prints against those that the linker made."""

import re
import subprocess

from harness.chapter import Failure  # noqa: E402

PRINTED = re.compile(r'\b0x([0-9a-f]+) ([A-Za-z_][\w.]*)\+0x([0-9a-f]+)')


def check(text, folder):
    """Fails if an address in `0xADDRESS NAME+0xOFFSET` is not that symbol's, by
    nm of one of the kernels in a build folder."""
    printed = {match[0]: match for match in PRINTED.finditer(text)}
    if not printed:
        return
    known = set()
    for path in sorted(folder.glob('*.debug.elf')):
        known.update(symbols(path))
    for line, match in printed.items():
        start = int(match[1], 16) - int(match[3], 16)
        if (match[2], start) not in known:
            raise Failure(f'{line}: nm has no {match[2]} at {start:#x}')


def symbols(path):
    """(name, address) of each symbol."""
    said = subprocess.run(['nm', path], check=True, text=True,
                          stdout=subprocess.PIPE).stdout
    for line in said.splitlines():
        words = line.split()
        if len(words) == 3:
            yield words[2], int(words[0], 16)
