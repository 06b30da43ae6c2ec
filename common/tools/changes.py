#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A chapter's CHANGES file: what differs from the chapter before, in steps.

    changes.py diff CHAPTER N      what step N changes, as a patch
    changes.py count [CHAPTER...]  puts the right number of lines into headings

    # Step 3 - address spaces (260 lines). You can now: run two programs.
    new memory/space.h  a space is a tree of page tables with its lock
    changed main.c  the kernel's own space is set up before the first thread

A step goes from its heading to the next. Its lines are those that a reader of
the kernel and of its programs has to read: lines that are new or changed in
.c, .h, .asm, .inc and .ld files. Tests and benches are named in a step and are
not counted. A step over 350 lines says so: (410 lines, long).
"""

import argparse
import difflib
import re
import signal
import sys
from collections import namedtuple
from pathlib import Path

MOST = 350              # lines of a step that is not marked as long
TOLERATED = 0.1         # a heading's number may be so much off ...
ALWAYS_TOLERATED = 10   # ... and always by so many lines

Change = namedtuple('Change', 'number kind path why step')
Step = namedtuple('Step', 'line number subject nlines is_long goal')

HEADING = re.compile(r'# Step (\d+) - (.+?) \((\d+) lines(, long)?\)\. '
                     r'You can now: (\S.*)')
FORM = '# Step N - subject (N lines). You can now: ...'
COUNTED = ('.c', '.h', '.asm', '.inc', '.ld')
NOT_COUNTED = re.compile(r'test/|bench\.c$|(user/)?bench/')

# A clause that begins so has no subject of its own.
NO_SUBJECT = re.compile(
    r'(and|or|but|nor|which|who|whose|whom|that|is|are|was|were|has|have|had|'
    r'can|cannot|may|must|will|does|do)\b', re.IGNORECASE)


# --- reading it ---

def parse(text):
    """Returns its Changes, its Steps, and its faults as (line number, what)."""
    changes, steps, faults = [], [], []
    for number, line in enumerate(text.split('\n'), 1):
        if line.startswith('# Step'):
            step, fault = heading(number, line, len(steps) + 1)
            steps += [step] if step else []
        elif not line.strip() or line.startswith('#'):
            continue
        else:
            kind, path, why = (line.split(None, 2) + ['', ''])[:3]
            change = Change(number, kind, path, why.strip(), len(steps))
            fault = fault_of(change, changes)
            changes += [change] if path else []
        if fault:
            faults.append((number, fault))
    if steps:
        faults += [(change.number, fault) for change in changes
                   for fault in faults_of_clause(change)]
    return changes, steps, faults


def heading(number, line, expected):
    """The Step, and what is wrong with its heading."""
    match = HEADING.fullmatch(line.rstrip())
    if not match:
        return None, f"is not of the form '{FORM}'"
    step = Step(number, int(match[1]), match[2], int(match[3]), bool(match[4]),
                match[5])
    if step.number != expected:
        return step, f'is step {step.number}, where step {expected} is due'
    return step, None


def fault_of(change, earlier):
    if change.kind not in ('new', 'changed', 'removed'):
        return f"begins with '{change.kind}', not with new, changed or removed"
    if not change.why:
        return f"'{change.kind} {change.path}' does not say why"
    if any(change.path == other.path for other in earlier):
        return f'names {change.path} a second time'
    return None


def faults_of_clause(change):
    """Each line is understood alone, once the chapter is told in steps."""
    if change.step == 0:
        yield f'{change.path} stands before the first step'
    match = NO_SUBJECT.match(change.why)
    if match:
        yield (f"'{change.why}' begins with '{match[0]}': a clause has a "
               "subject of its own")


# --- counting ---

def count(old, new):
    """How many lines are added, and removed; both are lists of lines."""
    plus = minus = 0
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        if kind != 'equal':
            minus += end - start
            plus += new_end - new_start
    return plus, minus


def is_counted(path):
    return path.endswith(COUNTED) and not NOT_COUNTED.match(path)


def nlines_of_step(step, changes, before, after):
    """What there is to read in a step. `before` and `after` give a file's
    lines by its path, and none for a file that is not there."""
    return sum(count(before(change.path), after(change.path))[0]
               for change in changes
               if change.step == step.number and change.kind != 'removed'
               and is_counted(change.path))


def faults_of_counts(steps, changes, before, after):
    """Yields (line number, what is wrong)."""
    for step in steps:
        nlines = nlines_of_step(step, changes, before, after)
        off = abs(nlines - step.nlines)
        if off > max(ALWAYS_TOLERATED, TOLERATED * nlines):
            yield step.line, (f'step {step.number} has {nlines} lines, not '
                              f'{step.nlines} (common/tools/changes.py count)')
        if nlines > MOST and not step.is_long:
            yield step.line, (f'step {step.number} has {nlines} lines, more '
                              f"than {MOST}: divide it, or mark it ', long'")


# --- as a command ---

def chapter_names(root):
    """The chapters in the order in which they are read."""
    names = sorted(p.name for p in root.glob('ch[0-9][0-9]-*') if p.is_dir())
    return names + (['final'] if (root / 'final').is_dir() else [])


def lines_in(folder):
    """The function that gives the lines of a file in this folder."""
    def lines(path):
        full = folder / path if folder else None
        if full is None or not full.is_file():
            return []
        return full.read_text(encoding='utf-8').split('\n')[:-1]
    return lines


class Chapter:
    def __init__(self, folder):
        self.folder = folder.resolve()
        root = self.folder.parent
        names = chapter_names(root)
        if self.folder.name not in names:
            sys.exit(f'{folder} is no chapter')
        at = names.index(self.folder.name)
        self.previous = root / names[at - 1] if at else None
        self.text = (self.folder / 'CHANGES').read_text(encoding='utf-8')
        self.changes, self.steps, _ = parse(self.text)
        self.before, self.after = lines_in(self.previous), lines_in(self.folder)

    def print_step(self, number):
        """The heading, then each file's line and its patch."""
        step = next((s for s in self.steps if s.number == number), None)
        if not step:
            have = f'has {len(self.steps)} steps' if self.steps else 'has none'
            sys.exit(f'there is no step {number}: {self.folder.name}/CHANGES '
                     f'{have}')
        print(self.text.split('\n')[step.line - 1])
        for change in self.changes:
            if change.step == number:
                print(f'\n# {change.kind} {change.path}  {change.why}')
                print('\n'.join(self.patch(change)))

    def patch(self, change):
        old, new = '/dev/null', '/dev/null'
        if change.kind != 'new':
            old = f'{self.previous.name}/{change.path}'
        if change.kind != 'removed':
            new = f'{self.folder.name}/{change.path}'
        return difflib.unified_diff(self.before(change.path),
                                    self.after(change.path), old, new,
                                    lineterm='')

    def write_counts(self):
        lines = self.text.split('\n')
        for step in self.steps:
            nlines = nlines_of_step(step, self.changes, self.before,
                                    self.after)
            old = lines[step.line - 1]
            new = old.replace(f'({step.nlines} lines', f'({nlines} lines', 1)
            lines[step.line - 1] = new
            print(f'{self.folder.name}: step {step.number}: {nlines} lines'
                  + (f', were {step.nlines}' if new != old else '')
                  + (f', more than {MOST}' if nlines > MOST else ''))
        if lines != self.text.split('\n'):
            (self.folder / 'CHANGES').write_text('\n'.join(lines),
                                                 encoding='utf-8')


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    commands = parser.add_subparsers(dest='command', required=True)
    diff = commands.add_parser('diff')
    diff.add_argument('chapter', type=Path)
    diff.add_argument('step', type=int)
    numbers = commands.add_parser('count')
    numbers.add_argument('chapters', type=Path, nargs='*')
    options = parser.parse_args()
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)   # `make diff | head`
    if options.command == 'diff':
        Chapter(options.chapter).print_step(options.step)
        return
    root = Path(__file__).resolve().parents[2]
    for folder in options.chapters or map(root.joinpath, chapter_names(root)):
        Chapter(folder).write_counts()


if __name__ == '__main__':
    main()
