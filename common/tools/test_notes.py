# SPDX-License-Identifier: MIT
"""What tests say about the change that turns them red.

At its top a test names one-line changes, each of which makes it fail:

    // Breaks: lib/panic.c: is_panicking = true; =>
    // Breaks: boot/tables.asm: dq pdpt_high + TABLE => dq 0
    // Breaks: memory/ram.c: align_down(start, PAGE_SIZE);
    //     => start;

"PATH: A => B" puts B in the place of A, which stands exactly once in the file;
with nothing behind the arrow A is taken out. A and B are pieces of one line; if
the note is too long for a line, the arrow begins another. The file is the
chapter's, or one of common/ by its name from the root. In Python the mark is #.

`mutants` makes these changes; `check` asks that each names what is there.
"""

import functools
import re
from collections import namedtuple

NOTE = re.compile(r'^(//|#) Breaks: (\S+): (.+?)(?:\n\1    )? =>(?: (.+))?$',
                  re.MULTILINE)
ANY_NOTE = re.compile(r'^(?://|#) *Breaks\b', re.MULTILINE)
TESTS = ('ch*/test/*/*.*', 'ch*/test/*/host/*.c', 'final/test/*/*.*',
         'final/test/*/host/*.c', 'common/harness/host/*.c')

Note = namedtuple('Note', 'line path old new')


def tests(root):
    """All files that may hold notes."""
    return [test for pattern in TESTS for test in sorted(root.glob(pattern))]


def notes_of(root, test):
    """The notes of a test, and the numbers of lines that look like one."""
    text = test.read_text(encoding='utf-8')
    notes = [Note(line_of(text, match), match[2], match[3], match[4] or '')
             for match in NOTE.finditer(text)]
    return notes, {line_of(text, match) for match in ANY_NOTE.finditer(text)}


def broken_path(root, test, note):
    """The file that a note breaks, from the root."""
    top = test.relative_to(root).parts[0]
    return note.path if note.path.startswith('common/') else f'{top}/{note.path}'


def line_of(text, match):
    return text.count('\n', 0, match.start()) + 1


def faults(root):
    """Yields (test, line, what is wrong) for each note that does not name one
    place. What a chapter has from the one before is named there alone."""
    @functools.lru_cache(maxsize=None)
    def source(path):
        file = root / path
        return file.read_text(encoding='utf-8') if file.is_file() else None

    known = set()
    for test in tests(root):
        top, _, name = test.relative_to(root).as_posix().partition('/')
        notes, lines = notes_of(root, test)
        found = [(line, 'a note must read "Breaks: PATH: A => B"')
                 for line in sorted(lines - {note.line for note in notes})]
        for note in notes:
            text = source(broken_path(root, test, note))
            if text is None:
                found.append((note.line, f'there is no {note.path} to break'))
            elif text.count(note.old) != 1:
                found.append((note.line, f"'{note.old}' stands "
                              f'{text.count(note.old)} times in {note.path}'))
        for line, what in found:
            if (name, what) not in known:
                known.add((name, what))
                yield f'{top}/{name}', line, what
