# SPDX-License-Identifier: MIT
"""Transcripts and GDB sessions: read, run again, compared.

In what is expected a line `…` stands for any lines, and `<...>` for any text in
a line.
"""

import contextlib
import difflib
import re

from . import BOOK, ROOT
from . import tree

from harness import gdb  # noqa: E402
from harness.machine import Machine  # noqa: E402

TRANSCRIPTS = BOOK / 'transcripts'
PROMPT, GDB_PROMPT = '$ ', '(gdb) '
ANY_LINES, ANY_TEXT = '…', '<...>'
TIMEOUT = 120

# What is given to make so that it builds something else: in a copy only.
BUILDS_ANOTHER = re.compile(r'\b(CMDLINE|OPT|CC|CROSS|ISO|BUILD)=')


def names(kind='transcript'):
    """ch02/run ..., of all sessions of a kind."""
    paths = sorted(path.relative_to(TRANSCRIPTS).as_posix()
                   for path in TRANSCRIPTS.glob('*/*.txt'))
    if kind == 'gdb':
        return [path[:-len('.gdb.txt')] for path in paths
                if path.endswith('.gdb.txt')]
    return [path[:-len('.txt')] for path in paths
            if not path.endswith('.gdb.txt')]


def path_of(kind, name):
    return TRANSCRIPTS / (name + ('.gdb.txt' if kind == 'gdb' else '.txt'))


def again(kind, name):
    """What the tools print today."""
    text = path_of(kind, name).read_text(encoding='utf-8')
    patch = path_of(kind, name).with_suffix('.patch')
    patch = patch if patch.exists() else None
    number = name.split('/')[0]
    if kind == 'gdb':
        return run_gdb(number, gdb_commands(text), patch)
    return run_commands(number, commands(text), patch)


# --- commands ---

def commands(text):
    return [line[len(PROMPT):] for line in text.splitlines()
            if line.startswith(PROMPT)]


def run_commands(number, lines, patch=None):
    folder = tree.chapter_folder(number)
    with contextlib.ExitStack() as stack:
        if patch or any(BUILDS_ANOTHER.search(line) for line in lines):
            root = stack.enter_context(tree.copied(folder, patch)).parent
        else:
            root = ROOT
            stack.enter_context(tree.locked(number))
        said = ''
        for line in lines:
            ended = tree.run(line, root, TIMEOUT)
            said += f'{PROMPT}{line}\n' + tree.without_make(ended.stdout)
    return said


# --- GDB ---

def gdb_commands(text):
    """The commands of a session; those of a block stand behind a `>`."""
    found, depth = [], 0
    for line in text.splitlines():
        if line.startswith(GDB_PROMPT) or depth and line.startswith('>'):
            command = line[len(GDB_PROMPT):] if depth == 0 else line[1:]
            found.append(command)
            depth += gdb.opens_block(command, inside=depth > 0)
            depth -= command.strip() == 'end' and depth > 0
    return '\n'.join(found) + '\n'


def run_gdb(number, lines, patch=None):
    """A session from the machine's first instruction on, as
    common/tools/debug --batch has it."""
    with contextlib.ExitStack() as stack:
        chapter = tree.chapter_named(number)
        if patch:
            copy = stack.enter_context(tree.copied(chapter.folder, patch))
            chapter = tree.build(copy, 'folio.iso')
        machine = stack.enter_context(Machine(
            chapter.iso, bits=chapter.bits, gdb=True, stopped=True,
            linger=True))
        return gdb.run(machine, chapter.elf, lines, chapter.folder)


# --- comparing ---

def lines_of(text):
    """Blanks at the ends of lines, and of the whole, are not compared."""
    return '\n'.join(line.rstrip() for line in text.splitlines()).strip('\n') \
        .split('\n')


def matches(expected, actual):
    pattern = ''.join(r'(?:.*\n)*?' if line.strip() == ANY_LINES
                      else line_pattern(line) + r'\n'
                      for line in lines_of(expected))
    return re.fullmatch(pattern, '\n'.join(lines_of(actual)) + '\n') is not None


def line_pattern(line):
    return r'[^\n]*'.join(map(re.escape, line.split(ANY_TEXT)))


def merged(expected, actual):
    """What is printed today, but with the stand-ins of what is expected where
    they still hold. A `…` holds between two lines that are still there."""
    wanted, given = lines_of(expected), lines_of(actual)
    free = [line for line in wanted if ANY_TEXT in line]
    given = [next((pattern for pattern in free if re.fullmatch(
        line_pattern(pattern), line)), line) for line in given]
    if matches(expected, actual):
        return '\n'.join(wanted) + '\n'
    return '\n'.join(given) + '\n'


def difference(expected, actual):
    """What changed, for a person."""
    return '\n'.join(difflib.unified_diff(
        lines_of(expected), lines_of(merged(expected, actual)), 'in the book',
        'today', lineterm=''))
