# SPDX-License-Identifier: MIT
"""The commands of the README and the book, in the order of their pages.

A command is a line of a block `sh`, a line behind `$ ` in a block `text`, an
indented line, or words in backquotes, if it begins with a program that readers
use and goes on. A transcript has commands of its own. What typed.txt notes of a
command goes before: what to type in its place, what to put in, which exit
status is right, or why the command is not typed.
"""

import itertools
import re

from . import BOOK, ROOT
from . import sessions

NOTES = BOOK / 'workshop/typed.txt'
FIELDS = {'as', 'input', 'status', 'only with', 'slow', 'not typed'}
INTO_THE_CLONE = 'git clone REPOSITORY folio', 'cd folio'

# Programs. A name alone in backquotes is no command, and a path is one.
PROGRAMS = ('make', 'gmake', 'git', 'cp', 'cd', 'rm', 'mkdir', 'patch', 'diff',
            'readelf', 'objdump', 'nm', 'addr2line', 'gdb', 'bochs', 'sudo',
            'dd', 'echo', 'brew', 'grub-file', 'qemu-system-x86_64',
            'qemu-system-i386')
COMMAND = re.compile(
    r'(?:[A-Z_]+=\S+ )*(?:%s|(?:common|book)/tools/\S+) \S'
    % '|'.join(map(re.escape, PROGRAMS)))
EXPLANATION = re.compile(r'  +\S.*| # .*')
PIECE = re.compile(
    r'^(?P<indent> *)(?P<fence>`{3,})(?P<kind>[^\n`]*)\n(?P<body>(?s:.*?))'
    r'^(?P=indent)(?P=fence)`* *$'
    r'|^ {4}(?P<line>\S.*)$'
    r'|(?<!`)`(?P<words>[^`\n]+)`(?!`)', re.MULTILINE)


class Typed:
    """One command, or the name of a transcript with several. Those that stand
    in the same block `sh` have its place on the page."""

    def __init__(self, page, text, transcript=None, block=None):
        self.page, self.text = page, text
        self.transcript, self.block = transcript, block

    def __str__(self):
        return f'{self.page}: {self.text}'


# --- what the pages say ---

def order():
    """The README, and then the pages as the table of contents has them."""
    contents = (BOOK / 'index.md').read_text(encoding='utf-8')
    found = re.findall(r'^```\{toctree\}\n(.*?)^```', contents,
                       re.MULTILINE | re.DOTALL)
    names = [line for block in found for line in block.splitlines()
             if line and not line.startswith(':')]
    return [ROOT / 'README.md', BOOK / 'index.md',
            *(BOOK / f'{name}.md' for name in names)]


def commands():
    """All of them, each text once: where it is read first. A block with a new
    command is typed as a whole, but not what leads into the clone."""
    found, texts = [], set()
    for path in order():
        there = list(commands_of(path))
        for _, group in itertools.groupby(
                there, lambda command: command.block or id(command)):
            group = list(group)
            if all(command.text in texts for command in group):
                continue
            found += [command for command in group
                      if command.text not in texts
                      or command.text not in INTO_THE_CLONE]
            texts.update(command.text for command in group)
    return found


def commands_of(path, root=ROOT):
    """The commands of one page, with those of the exercises that it shows."""
    text = path.read_text(encoding='utf-8')
    page = path.relative_to(root).as_posix()
    for piece in PIECE.finditer(text):
        kind = (piece['kind'] or '').strip()
        directive, _, argument = kind.partition(' ')
        if directive == '{transcript}':
            yield Typed(page, f'transcript {argument}', argument)
        elif directive == '{exercise}':
            yield from commands_of(BOOK / 'exercises' / argument / 'README.md')
        elif directive == '{glance}':
            for words in re.findall('`([^`\n]+)`', piece['body']):
                if COMMAND.match(words):
                    yield Typed(page, words)
        elif kind == 'sh':
            for line in piece['body'].splitlines():
                yield Typed(page, EXPLANATION.sub('', line.strip()),
                            block=piece.start())
        elif kind == 'text':
            for line in sessions.commands(piece['body']):
                yield Typed(page, line)
        elif piece['line'] and COMMAND.match(piece['line']):
            yield Typed(page, EXPLANATION.sub('', piece['line']))
        elif piece['words']:
            words = piece['words'].replace('\\|', '|')
            if COMMAND.match(words):
                yield Typed(page, words)


def transcripts_commands():
    """Those of transcripts without a mistake: another test runs them."""
    paths = [sessions.path_of('transcript', name) for name in sessions.names()]
    return {line for path in paths
            if not path.with_suffix('.patch').exists()
            for line in sessions.commands(path.read_text(encoding='utf-8'))}


# --- what typed.txt says ---

def note_of(text, known):
    """What is noted of a command."""
    return next((note for name, note in known.items() if is_for(name, text)),
                {})


def is_for(name, text):
    """A `*` at the end of a note's first line stands for any text."""
    return text == name or (name.endswith(' *') and text.startswith(name[:-1]))


def notes():
    """{command: {field: value}}"""
    found, command = {}, None
    for number, line in enumerate(
            NOTES.read_text(encoding='utf-8').splitlines(), 1):
        if not line.strip() or line.startswith('#'):
            continue
        if not line.startswith(' '):
            command = line
            assert command not in found, f'typed.txt:{number}: twice'
            found[command] = {}
            continue
        field, colon, value = line.strip().partition(':')
        assert command and colon and field in FIELDS and value.strip(), \
            f'typed.txt:{number}: no `FIELD: VALUE` of {sorted(FIELDS)}'
        found[command][field] = value.strip()
    return found
