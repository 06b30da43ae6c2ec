# SPDX-License-Identifier: MIT
"""Transcripts and GDB sessions: read, run again, compared.

In what is expected a line `…` stands for any lines, and `<...>` for any text in
a line. A line that a command printed and that begins with the prompt `$ ` has a
`\\` before it.
"""

import contextlib
import difflib
import re

from . import BOOK, ROOT
from . import meaning, symbols, tree

from harness import gdb  # noqa: E402
from harness.gdb import GdbError  # noqa: E402
from harness.machine import Machine, MachineError  # noqa: E402

TRANSCRIPTS = BOOK / 'transcripts'
NTRIES = 3
PROMPT, GDB_PROMPT = '$ ', '(gdb) '
KERNELS_PROMPT = '\\$ '
ANY_LINES, ANY_TEXT = '…', '<...>'
TIMEOUT = 120

NUMBER = '[0-9a-f]*[0-9][0-9a-f]*'
ADDRESS = re.compile(r'\b(?:0x)?[0-9a-f]{5,16}\b')

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


def measuring():
    """The transcripts of `make bench`, which take longest."""
    return [name for name in names()
            if any(re.search(r'\bbench\b', command) for command in commands(
                path_of('transcript', name).read_text(encoding='utf-8')))]


def quick():
    """All other transcripts."""
    slow = measuring()
    return [name for name in names() if name not in slow]


def has_mistake(name):
    """Does a patch make a mistake in the chapter before the commands?"""
    return path_of('transcript', name).with_suffix('.patch').exists()


def check(kind, name):
    """Fails unless the tools print today what the book shows. On a busy
    computer the kernel may take the CPU from a thread where the book's went on,
    or a `sleep` be too short: so a session has three tries."""
    expected = path_of(kind, name).read_text(encoding='utf-8')
    for ntries in range(1, NTRIES + 1):
        try:
            today = again(kind, name)
        except (GdbError, MachineError):
            if ntries == NTRIES:
                raise
            continue
        why = reason(name, expected, today)
        if not why:
            return
    assert not why, f'transcripts/{name}: {why}:\n' \
        f'{difference(expected, today)}'


def path_of(kind, name):
    return TRANSCRIPTS / (name + ('.gdb.txt' if kind == 'gdb' else '.txt'))


def tested_chapters():
    """The folders of the chapters of which a transcript runs tests."""
    numbers = {name.split('/')[0] for name in names()
               if 'common/tools/test ' in path_of('transcript', name).read_text(
                   encoding='utf-8')}
    return [tree.chapter_folder(number) for number in sorted(numbers)]


def again(kind, name):
    """What the tools print today. In its commands, addresses that were printed
    before are today's."""
    text = path_of(kind, name).read_text(encoding='utf-8')
    patch = path_of(kind, name).with_suffix('.patch')
    patch = patch if patch.exists() else None
    number = name.split('/')[0]
    if kind == 'transcript':
        return run_commands(number, text, patch)
    session = gdb_commands(text)
    said = run_gdb(number, session, patch)
    wanted = '\n'.join(with_addresses_of_today(line, text, said)
                       for line in session.split('\n'))
    return said if wanted == session else run_gdb(number, wanted, patch)


# --- commands ---

def commands(text):
    return [line[len(PROMPT):] for line in text.splitlines()
            if line.startswith(PROMPT)]


def run_commands(number, text, patch=None, root=None):
    """What the commands print at the root of this tree, or of a clone of it."""
    folder, lines = tree.chapter_folder(number), commands(text)
    with contextlib.ExitStack() as stack:
        if patch or any(BUILDS_ANOTHER.search(line) for line in lines):
            root = stack.enter_context(tree.copied(folder, patch)).parent
        elif root is None:
            root = ROOT
            stack.enter_context(tree.locked(number))
        said = ''
        for line in lines:
            before = text[:text.index(PROMPT + line + '\n')]
            line = with_addresses_of_today(line, before, said)
            ended = tree.run(line, root, TIMEOUT)
            printed = tree.without_make(ended.stdout)
            said += f'{PROMPT}{line}\n' + with_kernels_prompt(printed)
        symbols.check(said, tree.built(root, number))
    return said


def with_kernels_prompt(printed):
    """What a command printed, with a `\\` before the prompt of a shell in the
    kernel: that line is no command."""
    return re.sub('^' + re.escape(PROMPT), lambda _: KERNELS_PROMPT, printed,
                  flags=re.MULTILINE)


def with_addresses_of_today(command, before, said):
    """A command, with what is printed today where the addresses in it, or one
    behind them, were printed."""
    today = {}
    for old, new in pairs(before.splitlines(), said.splitlines()):
        for was, now in zip(ADDRESS.findall(old), ADDRESS.findall(new)):
            today.setdefault(int(was, 16), int(now, 16))

    def replace(match):
        value = int(match[0], 16)
        for distance in 0, 1:
            if value + distance in today:
                return f'{today[value + distance] - distance:#x}'
        return match[0]

    return re.sub(r'0x[0-9a-f]+', replace, command)


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
    """What is printed today, with the stand-ins of what is expected where they
    still hold."""
    wanted, given = lines_of(expected), lines_of(actual)
    if matches(expected, actual):
        return '\n'.join(wanted) + '\n'
    for place, pattern in enumerate(wanted):
        if ANY_TEXT not in pattern:
            continue
        is_alone = pattern.strip() == ANY_TEXT  # known by the line before it
        same = [number for number, line in enumerate(given)
                if re.fullmatch(line_pattern(pattern), line)
                and (not is_alone or given[number - 1] == wanted[place - 1])]
        if not same and not is_alone:
            number, pattern = nearest(pattern, given)
            same = [number] if pattern else []
        for number in same:
            given[number] = pattern
    return '\n'.join(folded(wanted, given)) + '\n'


def nearest(pattern, given):
    """Where in what is given the line is that is most like this one with
    stand-ins and differs in numbers alone, and how they look together."""
    form = ''.join(f'({NUMBER})' if place % 2 else line_pattern(text)
                   for place, text in enumerate(
                       re.split(f'({NUMBER})', pattern)))
    found = [(difflib.SequenceMatcher(None, pattern, line).ratio(), number)
             for number, line in enumerate(given) if re.fullmatch(form, line)]
    if not found:
        return None, None
    number = max(found)[1]
    values = iter(re.fullmatch(form, given[number]).groups())
    return number, re.sub(NUMBER, lambda match: next(values), pattern)


def folded(wanted, given):
    """Puts each `…` of what was wanted back into what is given. It stands for
    the lines between the two that are still there around it, less those that
    stood between these and the `…`."""
    same = [(-1, -1)] + places(wanted, given) + [(len(wanted), len(given))]
    for place in reversed(range(len(wanted))):
        if wanted[place].strip() != ANY_LINES:
            continue
        above = max(pair for pair in same if pair[0] < place)
        below = min(pair for pair in same if pair[0] > place)
        start = above[1] + place - above[0]
        end = below[1] - (below[0] - place - 1)
        if start <= end:
            given[start:end] = [wanted[place]]
    return given


def places(wanted, given):
    """Where the lines of one text are in the other, but for their numbers."""
    matcher = difflib.SequenceMatcher(None, [shape(line) for line in wanted],
                                      [shape(line) for line in given],
                                      autojunk=False)
    return [(block.a + i, block.b + i)
            for block in matcher.get_matching_blocks()
            for i in range(block.size)]


def pairs(wanted, given):
    return [(wanted[a], given[b]) for a, b in places(wanted, given)]


def shape(line):
    """A line without its numbers: the same line, with other values."""
    return re.sub(NUMBER, '0', line)


def reason(name, expected, actual):
    """Why it is not the same or, with other tools than the reference's, does
    not mean the same; None if it is, or does."""
    if matches(expected, actual):
        return None
    if meaning.is_reference():
        return 'it is not the same in each character'
    return meaning.fault(name, lines_of(expected), lines_of(actual))


def difference(expected, actual):
    """What changed, for a person."""
    return '\n'.join(difflib.unified_diff(
        lines_of(expected), lines_of(merged(expected, actual)), 'in the book',
        'today', lineterm=''))
