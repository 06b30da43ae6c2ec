# SPDX-License-Identifier: MIT
"""track: how to write a chapter yourself, step by step.

What is to be written, the headers, and the tests come from the chapter's
CHANGES and sources, by the rules of common/tools/handout.py. The hints come
from book/track/chNN.md, whose form workshop/hints.py knows.
"""

import sys
from pathlib import Path

import changes
import sources
from differences import (ChapterDirective, breakable, label, numbers, reference,
                         unified)
from docutils import nodes
from folio import Trouble

BOOK = Path(__file__).resolve().parents[1]
sys.path.append(str(BOOK))
sys.path.append(str(BOOK.parent / 'common/tools'))
import handout  # noqa: E402 (once they can be found)
import skeleton  # noqa: E402
from workshop import hints  # noqa: E402

INTRODUCTION = """\
You begin with `{before}` and write `{name}` in {nsteps} steps. The first
command of a step writes a folder that is a git repository of its own. In it the
steps before are done. Headers, tests, `main.c` and the demo are given. Each
new function that other files call is a skeleton that panics with its name; a
function that is to be changed has a comment that says so. You can begin with
any step, and a mistake in one does not spoil the next.
[Writing it yourself](how-to-read.md#writing-it-yourself) describes the
commands.
"""
NOTHING = """\
There is nothing to write in this step. Its files are tests, demos, benches or
hostile programs, and all of them are given.
"""


class Track(ChapterDirective):
    """```{track} ch05-paging```"""

    def build(self):
        name = self.arguments[0]
        before, steps = self.read_changes(name)
        if before is None:
            raise Trouble(f'no chapter comes before {name}')
        path = f'book/track/{name[:4]}.md'
        told = hints.read(self.read(path))
        for module in (handout, skeleton):
            self.env.note_dependency(module.__file__)
        self.folder, self.before, self.hints_path = name, before, path
        self.by_path = {change.path: change for _, found in steps
                        for change, _, _ in found}
        self.tested = {step.number for step, found in steps if step and
                       handout.parts(change for change, _, _ in found)[1]}
        self.shown = {}  # header: the step where this page shows it
        nsteps = sum(1 for step, _ in steps if step)
        made = self.parsed(INTRODUCTION.format(
            name=name, before=before, nsteps=nsteps), path)
        return made + [part for step, found in steps if step
                       for part in self.step(step, found,
                                             told.get(step.number))]

    def step(self, step, found, hint):
        write, tests = handout.parts(change for change, _, _ in found)
        section = nodes.section(ids=[f'step-{step.number}'], names=[])
        section += nodes.title('', f'Step {step.number}: {step.subject}')
        section += nodes.paragraph('', f'{step.nlines} lines. You can then: '
                                   + step.goal)
        if not write:
            section += self.parsed(NOTHING, self.hints_path)
            section += self.compare(step, 'Read it')
            return [section]
        if hint is None:
            raise Trouble(f'{self.hints_path} has no hint for step '
                          f'{step.number}')
        folder = f'../{self.folder[:4]}-step{step.number}'
        section += self.code(
            f'make handout CH={self.folder[2:4]} STEP={step.number} '
            f'OUT={folder}\ncd {folder}\n', 'sh')
        section += self.list_of_files(
            [entry for entry in found if entry[0].path in write])
        section += self.contract(step, write, hint)
        section += self.tests(step, tests)
        section += self.parsed(f'**Hint.** {hint.text}', self.hints_path)
        section += self.parsed(f'**You should see:** {hint.see}',
                               self.hints_path)
        section += self.compare(step, 'Compare')
        return [section]

    def compare(self, step, verb):
        link = reference(label(self.folder, f'step {step.number}'),
                         [nodes.Text('the difference of this step')])
        return nodes.paragraph('', '', nodes.strong('', f'{verb}: '), link,
                               nodes.Text('.'))

    def list_of_files(self, entries):
        items = nodes.bullet_list()
        for change, old, new in entries:
            kind = 'new' if change.kind == 'new' else 'changed'
            line = nodes.paragraph(
                '', '', nodes.literal('', change.path),
                nodes.Text(f' ({kind}, '
                           f'{numbers(*changes.count(old, new))}): '
                           f'{change.why.rstrip(".")}.'))
            items += nodes.list_item('', line)
            for what, names in self.changed_parts(change, old, new):
                line += nodes.Text(f' {what}: ')
                line += joined(names)
                line += nodes.Text('.')
        return [lead('Write'), items]

    def changed_parts(self, change, old, new):
        """What of a C file is to be changed, is new, or goes: functions and
        variables. Of the new ones, those that other files use."""
        if change.kind != 'changed' or not change.path.endswith('.c'):
            return []
        header = self.beside(change.path)
        public = skeleton.names_in(self.read(f'{self.folder}/{header}')
                                   if header else '')
        before, after = map(parts_of, (old, new))
        found = (
            ('To be changed', [name for name in after if name in before
                               and after[name] != before[name]]),
            ('New', [name for name in after
                     if name not in before and name.strip('()') in public]),
            ('No longer there', [name for name in before if name not in after]))
        return [(what, names) for what, names in found if names]

    # --- the contract ---

    def contract(self, step, write, hint):
        """The headers beside the files, and those that the hint names."""
        made, same = [], []
        headers = list(dict.fromkeys(
            [self.beside(path) for path in write] + hint.contracts))
        for path in headers:
            if path and path in self.by_path and path not in self.shown:
                made.append(self.header(path))
                self.shown[path] = step.number
            elif path:
                same.append(path)
        given = [path for path, change in self.by_path.items()
                 if change.step == step.number and path.endswith('.h')
                 and change.kind != 'removed' and path not in headers
                 and not path.startswith(('test/', 'bench/'))]
        made += [self.known(path) for path in same]
        if given:
            line = nodes.paragraph('', 'Given as well: ')
            for path in given:
                line += reference(label(self.folder, path),
                                  breakable(path))
                line += nodes.Text(', ' if path != given[-1] else '.')
            made.append(line)
        if any(path.endswith('.asm') and self.by_path[path].kind == 'new'
               for path in write):
            made.append(nodes.paragraph(
                '', 'What a new routine in assembly promises stands above its '
                'label in the skeleton.'))
        return [lead('Contract')] + made if made else []

    def beside(self, path):
        header = path.rpartition('.')[0] + '.h'
        return header if (self.root / self.folder / header).is_file() else None

    def header(self, path):
        change = self.by_path[path]
        new = self.lines(self.folder, change)
        if change.kind == 'new':
            lines = new[1:] if 'SPDX' in new[0] else new
            return self.code('\n'.join(lines) + '\n', sources.language(path),
                             [nodes.literal('', path)])
        old = self.lines(self.before, change)
        lines = list(unified(self.folder, self.before, change, old, new))[2:]
        return self.code('\n'.join(lines) + '\n', 'diff',
                         [nodes.literal('', path), nodes.Text(', changed')])

    def known(self, path):
        line = nodes.paragraph('', '', nodes.literal('', path))
        if path in self.shown:
            line += nodes.Text(', which step ')
            line += nodes.Text(f'{self.shown[path]} shows.')
        else:
            self.read(f'{self.folder}/{path}')  # it must be there
            line += nodes.Text(f', as in {self.before}.')
        return line

    # --- the tests ---

    def tests(self, step, tests):
        line = nodes.paragraph('', '', nodes.strong('', 'Tests: '))
        if tests:
            line += joined(sorted({Path(path).stem for path in tests}))
            line += nodes.Text('. ')
            line += nodes.literal('', 'make grade')
            line += nodes.Text(' runs them.')
            return line
        later = min((number for number in self.tested if number > step.number),
                    default=None)
        line += nodes.Text('none belongs to this step alone'
                           + (f'; the next ones come with step {later}.'
                              if later else '.'))
        return line


def lead(word):
    return nodes.paragraph('', '', nodes.strong('', f'{word}:'))


def joined(names):
    """Names as code, with commas."""
    made = []
    for name in names:
        made += [nodes.literal('', name), nodes.Text(', ')]
    return made[:-1]


def parts_of(lines):
    """{name: text} of a file's functions, with (), and variables."""
    return {name + ('()' if part.kind == 'function' else ''):
            (part.head, part.body)
            for part in skeleton.parts_of('\n'.join(lines), set())
            if part.kind in ('function', 'data') for name in part.names}


def setup(app):
    app.add_directive('track', Track)
