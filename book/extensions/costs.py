# SPDX-License-Identifier: MIT
"""costs, {cost}: what operations cost, from the file that `make bench` stores.
A page states no figure of its own."""

import re
from fnmatch import fnmatchcase

from differences import table
from docutils import nodes
from folio import LOG, FolioDirective, Trouble
from sphinx.util.docutils import SphinxRole

STORED = 'bench/instructions.txt'
NAMED = re.compile(r'(ch\d\d|final): (.+)')


class Costs(FolioDirective):
    """```{costs} ch05 ch06``` with the rows' names, one a line; * stands for
    any text."""

    has_content = True

    def build(self):
        chapters = self.arguments[0].split()
        figures = parsed(self.read(STORED))
        heads = [nodes.Text('instructions for one'),
                 *(nodes.Text(chapter) for chapter in chapters)]
        rows = [[[nodes.Text(name)], *([nodes.Text(shown(row.get(chapter)))]
                                       for chapter in chapters)]
                for name, row in chosen(figures, self.content, chapters)]
        return [table([[head] for head in heads], rows,
                      (60,) + (15,) * len(chapters))]


class Cost(SphinxRole):
    """{cost}`ch05: map a page`, or the sum: {cost}`ch05: one row + another`"""

    def run(self):
        path = self.config.folio_root / STORED
        self.env.note_dependency(str(path))
        try:
            figure = cost(parsed(path.read_text(encoding='utf-8')), self.text)
        except Trouble as trouble:
            LOG.warning('cost: %s', trouble, location=self.get_location())
            return [], []
        return [nodes.Text(shown(figure))], []


def parsed(text):
    """{operation: {chapter: instructions}} of the stored file. Two blanks or
    more stand between the columns."""
    lines = [re.split(r'  +', line.rstrip()) for line in text.splitlines()
             if line and not line.startswith('#')]
    if not lines:
        raise Trouble(f'there is no table in {STORED}')
    return {name: {chapter: int(figure) for chapter, figure
                   in zip(lines[0][1:], figures) if figure.isdigit()}
            for name, *figures in lines[1:]}


def chosen(figures, patterns, chapters):
    """The rows that the patterns name, in the patterns' order."""
    found = []
    for pattern in filter(None, map(str.strip, patterns)):
        rows = [(name, row) for name, row in figures.items()
                if fnmatchcase(name, pattern) and set(row) & set(chapters)]
        if not rows:
            raise Trouble(f'{STORED} has no row {pattern} of '
                          + ', '.join(chapters))
        found += rows
    if not found:
        raise Trouble('it names no row')
    return found


def cost(figures, text):
    """The figure that {cost}`text` stands for."""
    named = NAMED.fullmatch(text)
    if not named:
        raise Trouble(f'{text} is not `chNN: OPERATION`')
    chapter, names = named.groups()
    try:
        return sum(figures[name][chapter] for name in names.split(' + '))
    except KeyError as missing:
        raise Trouble(f'{STORED} has no figure of {chapter} for '
                      f'{missing}') from None


def shown(figure):
    return '–' if figure is None else f'{figure:,}'


def setup(app):
    app.add_directive('costs', Costs)
    app.add_role('cost', Cost())
