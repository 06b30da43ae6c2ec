# SPDX-License-Identifier: MIT
"""The chapters' numbers in the PDF.

A chapter's title begins with its number: "5 Paging: ...". LaTeX counts each page
as a chapter, from "How to read this book" on, and puts its own number in front.
Here the number moves from the title to LaTeX's counter, and the pages that are
no chapters of the book get none.

Sphinx puts a page below the section that holds the table of contents with its
name. index.md has sections of its own, so each page would become a section of
the last one. Here the pages move to the level of these sections.
"""

import re

from docutils import nodes
from sphinx import addnodes

NUMBER = re.compile(r'(\d+) ')
NO_NUMBERS = r'\setcounter{secnumdepth}{-1}'
NUMBERS = r'\setcounter{secnumdepth}{0}\setcounter{chapter}{%d}'


def number_chapters(app, doctree, docname):
    if app.builder.format != 'latex':
        return
    for top in list(doctree.findall(nodes.section))[:1]:
        raise_pages(top)
        top.insert(1, nodes.raw('', NO_NUMBERS, format='latex'))
    for page in doctree.findall(addnodes.start_of_file):
        title = next(page.findall(nodes.title), None)
        if title is None:
            continue
        text = next(title.findall(nodes.Text))
        number = NUMBER.match(text)
        command = NO_NUMBERS
        if number:
            command = NUMBERS % (int(number[1]) - 1)
            title.replace(text, nodes.Text(text[number.end():]))
        page.insert(0, nodes.raw('', command, format='latex'))


def raise_pages(top):
    """Moves the pages from the sections of the first page to its end."""
    pages = [node for node in top.findall(nodes.compound)
             if 'toctree-wrapper' in node['classes']]
    for node in pages:
        node.parent.remove(node)
        top += node


def setup(app):
    app.connect('doctree-resolved', number_chapters)
