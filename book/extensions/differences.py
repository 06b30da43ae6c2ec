# SPDX-License-Identifier: MIT
"""changes, difference: what a chapter changes in the one before it.

Both go by the chapter's CHANGES, which common/tools/changes.py reads.
"""

import difflib
import re
import sys
from pathlib import Path

from docutils import nodes
from folio import FolioDirective, Trouble
from sources import language
from sphinx import addnodes

sys.path.append(str(Path(__file__).resolve().parents[2] / 'common/tools'))
import changes  # noqa: E402 (once it can be found)


class ChapterDirective(FolioDirective):
    """What both have in common."""

    def read_changes(self, name):
        """The chapter before, and [(Step or None, [(Change, old lines, new
        lines)])], in the order of CHANGES."""
        self.chapter(name)
        before = self.chapter_before(name)
        told, steps, faults = changes.parse(self.read(f'{name}/CHANGES'))
        for number, fault in faults:
            raise Trouble(f'{name}/CHANGES:{number}: {fault}')
        found = {number: [] for number in range(len(steps) + 1)}
        for change in told:
            if change.kind != 'new' and before is None:
                raise Trouble(f'{name}/CHANGES: {change.kind} {change.path}, '
                              'but there is no chapter before')
            old = [] if change.kind == 'new' else self.lines(before, change)
            new = [] if change.kind == 'removed' else self.lines(name, change)
            found[change.step].append((change, old, new))
        return before, [(step, found[number])
                        for number, step in enumerate([None] + steps)
                        if step or found[number]]

    def lines(self, chapter, change):
        return self.read(f'{chapter}/{change.path}').splitlines()

    def chapter_before(self, name):
        folders = sorted(path.parent.name for path
                         in self.root.glob('ch[0-9][0-9]-*/Makefile'))
        if name == 'final':
            return folders[-1] if folders else None
        at = folders.index(name)
        return folders[at - 1] if at else None


class Changes(ChapterDirective):
    """```{changes} ch02-boot```: the kernel's files each with the reason, and
    the tests of a step in one row."""

    def build(self):
        name = self.arguments[0]
        _, steps = self.read_changes(name)
        rows, total = [], []
        for step, found in steps:
            if step:
                rows.append([heading_of(step)])
            counted = [(change, *changes.count(old, new))
                       for change, old, new in found]
            total += [(plus, minus) for _, plus, minus in counted]
            rows += [row(name, *entry) for entry in counted
                     if not is_test(entry[0])]
            rows += tests(name, [entry for entry in counted
                                 if is_test(entry[0])])
        plus, minus = (sum(pair[i] for pair in total) for i in (0, 1))
        rows.append([[nodes.Text(f'{len(total)} files')],
                     [nodes.Text(numbers(plus, minus))], []])
        heads = [[nodes.Text(text)] for text in ('file', 'lines', 'why')]
        made = table(heads, rows, (40, 15, 45))
        # colwidths-given: LaTeX makes the columns as wide, and breaks lines.
        # longtable: and goes on with the table on the next page.
        made['classes'] += ['changes', 'colwidths-given', 'longtable']
        return [made]


def heading_of(step):
    """What stands above a step's files, over the whole row."""
    return [nodes.strong('', f'Step {step.number}: {step.subject}'),
            nodes.Text(f' ({step.nlines} lines). You can now: {step.goal}')]


def row(name, change, plus, minus):
    link = reference(label(name, change.path), breakable(change.path))
    kind = '' if change.kind == 'changed' else change.kind + ' '
    return [[link], [nodes.Text(kind + numbers(plus, minus))],
            [nodes.Text(change.why)]]


def is_test(change):
    return change.path.startswith('test/')


def tests(name, counted):
    """One row for all tests of a step: their names say what they test."""
    cell = []
    for kind in ('new', 'changed', 'removed'):
        entries = [entry for entry in counted if entry[0].kind == kind]
        if not entries:
            continue
        plus, minus = (sum(entry[i] for entry in entries) for i in (1, 2))
        cell += [nodes.Text('. ' if cell else ''),
                 nodes.strong('', f'Tests, {kind}'),
                 nodes.Text(f' ({numbers(plus, minus)}): ')]
        for i, (change, _, _) in enumerate(entries):
            path = change.path.removeprefix('test/')
            cell += [nodes.Text(', ' if i else ''),
                     reference(label(name, change.path), breakable(path))]
    return [[cell]] if cell else []


def reference(target, text):
    """A link to a label, with a list of nodes as its text."""
    # keyword: of all kinds that lead to a label, it keeps what it is given.
    return addnodes.pending_xref(
        '', nodes.inline('', '', *text), refdomain='std', reftype='keyword',
        refexplicit=True, refwarn=True, reftarget=target)


def breakable(path):
    """A path that may be broken behind its / and _, where there is no room."""
    parts = []
    for piece in re.findall(r'[^/_]+[/_]*', path):
        parts += [nodes.Text(piece), nodes.raw('', '<wbr/>', format='html'),
                  nodes.raw('', r'\allowbreak{}', format='latex')]
    return parts[:-2]


def numbers(plus, minus):
    """Lines added and removed, as +12 −3."""
    return ' '.join([f'+{plus}'] * bool(plus) + [f'−{minus}'] * bool(minus))


def table(heads, rows, widths):
    group = nodes.tgroup(cols=len(widths))
    group += [nodes.colspec(colwidth=width) for width in widths]
    for kind, part in ((nodes.thead, [heads]), (nodes.tbody, rows)):
        body = kind()
        for cells in part:
            line = nodes.row()
            for cell in cells:
                line += nodes.entry('', nodes.paragraph('', '', *cell))
            if len(cells) == 1:
                line[0]['morecols'] = len(widths) - 1
            body += line
        group += body
    return nodes.table('', group)


def label(chapter, path):
    return f'difference:{chapter}/{path}'.lower()


class Difference(ChapterDirective):
    """```{difference} ch02-boot```: new files as they are, the others as
    patches."""

    def build(self):
        name = self.arguments[0]
        before, steps = self.read_changes(name)
        return [part for step, found in steps
                for part in self.step(name, before, step, found)]

    def step(self, name, before, step, found):
        """A section for each file, in a section for the step if there is one."""
        files = [self.section(name, before, *entry) for entry in found]
        if step is None:
            return files
        anchor = f'step-{step.number}'
        outer = nodes.section(ids=[anchor], names=[])
        outer += nodes.title('', f'Step {step.number}: {step.subject}')
        outer += nodes.paragraph('', f'{step.nlines} lines. You can now: '
                                 + step.goal)
        outer += files
        self.env.get_domain('std').note_hyperlink_target(
            label(name, f'step {step.number}'), self.env.docname, anchor,
            step.subject)
        return [outer]

    def section(self, name, before, change, old, new):
        anchor = nodes.make_id(change.path)
        title = [nodes.literal('', change.path),
                 nodes.Text(f' ({change.kind})')]
        section = nodes.section(ids=[anchor], names=[])
        section += nodes.title('', '', *title)
        section += nodes.paragraph('', change.why[:1].upper()
                                   + change.why[1:].rstrip('.') + '.')
        if change.kind == 'new':
            shown, lexer = new, language(change.path)
        else:
            shown, lexer = unified(name, before, change, old, new), 'diff'
        section += self.code('\n'.join(shown) + '\n', lexer)
        self.env.get_domain('std').note_hyperlink_target(
            label(name, change.path), self.env.docname, anchor, change.path)
        return section


def unified(name, before, change, old, new):
    left = f'{before}/{change.path}'
    right = '/dev/null' if change.kind == 'removed' else f'{name}/{change.path}'
    return difflib.unified_diff(old, new, left, right, lineterm='')


def setup(app):
    app.add_directive('changes', Changes)
    app.add_directive('difference', Difference)
