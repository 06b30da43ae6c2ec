# SPDX-License-Identifier: MIT
"""changes, difference: what a chapter changes in the one before it.

Both go by the chapter's CHANGES: lines `new|changed|removed PATH  why`.
"""

import difflib
import re
from collections import namedtuple

from docutils import nodes
from folio import FolioDirective, Trouble
from sphinx import addnodes

Change = namedtuple('Change', 'kind path why')
LINE = re.compile(r'(new|changed|removed) (\S+)  ?(\S.*)')


class ChapterDirective(FolioDirective):
    """What both have in common."""

    def read_changes(self, name):
        """[(Change, old lines, new lines)], in the order of CHANGES."""
        self.chapter(name)
        before = self.chapter_before(name)
        found = []
        for line in self.read(f'{name}/CHANGES').splitlines():
            if not line.strip() or line.startswith('#'):
                continue
            match = LINE.fullmatch(line)
            if not match:
                raise Trouble(f'{name}/CHANGES: not understood: {line}')
            change = Change(*match.groups())
            if change.kind != 'new' and before is None:
                raise Trouble(f'{name}/CHANGES: {change.kind} {change.path}, '
                              'but there is no chapter before')
            old = [] if change.kind == 'new' else self.lines(before, change)
            new = [] if change.kind == 'removed' else self.lines(name, change)
            found.append((change, old, new))
        return before, found

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
    """```{changes} ch02-boot```"""

    def build(self):
        name = self.arguments[0]
        _, found = self.read_changes(name)
        rows = [row(name, change, *count(old, new))
                for change, old, new in found]
        total = [count(old, new) for _, old, new in found]
        plus, minus = (sum(pair[i] for pair in total) for i in (0, 1))
        rows.append([[nodes.Text(f'{len(found)} files')],
                     [nodes.Text(numbers(plus, minus))], []])
        heads = [[nodes.Text(text)] for text in ('file', 'lines', 'why')]
        made = table(heads, rows, (40, 15, 45))
        made['classes'].append('changes')
        return [made]


def row(name, change, plus, minus):
    # keyword: of all kinds that lead to a label, it keeps what it is given.
    link = addnodes.pending_xref(
        '', nodes.inline('', '', *breakable(change.path)), refdomain='std',
        reftype='keyword', refexplicit=True, refwarn=True,
        reftarget=label(name, change.path))
    kind = '' if change.kind == 'changed' else change.kind + ' '
    return [[link], [nodes.Text(kind + numbers(plus, minus))],
            [nodes.Text(change.why)]]


def breakable(path):
    """A path that may be broken behind its / and _, where there is no room."""
    parts = []
    for piece in re.findall(r'[^/_]+[/_]*', path):
        parts += [nodes.Text(piece), nodes.raw('', '<wbr/>', format='html')]
    return parts[:-1]


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
            body += line
        group += body
    return nodes.table('', group)


def count(old, new):
    """How many lines are added, and removed."""
    plus = minus = 0
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        if kind != 'equal':
            minus += end - start
            plus += new_end - new_start
    return plus, minus


def label(chapter, path):
    return f'difference:{chapter}/{path}'.lower()


class Difference(ChapterDirective):
    """```{difference} ch02-boot```"""

    def build(self):
        name = self.arguments[0]
        before, found = self.read_changes(name)
        return [self.section(name, before, *entry) for entry in found]

    def section(self, name, before, change, old, new):
        anchor = nodes.make_id(change.path)
        title = [nodes.literal('', change.path),
                 nodes.Text(f' ({change.kind})')]
        section = nodes.section(ids=[anchor], names=[])
        section += nodes.title('', '', *title)
        section += nodes.paragraph('', change.why[:1].upper() + change.why[1:]
                                   + '.')
        text = '\n'.join(unified(name, before, change, old, new))
        section += self.code(text + '\n', 'diff')
        self.env.get_domain('std').note_hyperlink_target(
            label(name, change.path), self.env.docname, anchor, change.path)
        return section


def unified(name, before, change, old, new):
    left = '/dev/null' if change.kind == 'new' else f'{before}/{change.path}'
    right = '/dev/null' if change.kind == 'removed' else f'{name}/{change.path}'
    return difflib.unified_diff(old, new, left, right, lineterm='')


def setup(app):
    app.add_directive('changes', Changes)
    app.add_directive('difference', Difference)
