# SPDX-License-Identifier: MIT
"""The widths of tables' columns in the PDF.

LaTeX gives a column of a long table the width of its longest line, and so the
table runs off the page. Here a table that is wider than a page gets its columns'
widths: each has room for its longest word, and the rest is shared out by what
the columns hold.
"""

import re

from docutils import nodes
from sphinx import addnodes

LINE = 84  # characters that fit between the margins of a page
PADDING = 3  # characters that the space beside a column's text takes
# Where LaTeX may break: at a blank, and in code behind these signs too.
PIECES = re.compile(r'[^\s_/.,;?!-]*[_/.,;?!-]?')


def set_widths(app, doctree, docname):
    if app.builder.format != 'latex':
        return
    for table in list(doctree.findall(nodes.table)):
        group = next(table.findall(nodes.tgroup))
        if 'colwidths-given' in table['classes']:
            continue
        widths = widths_of(group)
        if widths:
            columns = '|'.join(f'\\X{{{width}}}{{{LINE}}}' for width in widths)
            spec = addnodes.tabular_col_spec('', spec=f'|{columns}|')
            table.parent.insert(table.parent.index(table), spec)


def width_of(text):
    """About how many small letters are as wide as this text."""
    return len(text) + sum(character.isupper() for character in text) // 2


def widths_of(group):
    """The columns' widths in characters, or None if LaTeX finds them itself."""
    ncolumns = group['cols']
    need, want = [1] * ncolumns, [1] * ncolumns
    for row in group.findall(nodes.row):
        for i, cell in enumerate(row.children):
            text = cell.astext()
            need[i] = max(need[i], *(width_of(piece) + PADDING
                                     for piece in PIECES.findall(text)))
            want[i] = max(want[i], *(width_of(line) + PADDING
                                     for line in text.split('\n')))
    if sum(want) <= LINE:
        return None
    if sum(need) >= LINE:  # words will be broken
        return [LINE * needed // sum(need) for needed in need]
    more = [min(wanted, LINE) - needed for wanted, needed in zip(want, need)]
    left = LINE - sum(need)
    return [needed + left * part // sum(more)
            for needed, part in zip(need, more)]


def setup(app):
    app.connect('doctree-resolved', set_widths)
