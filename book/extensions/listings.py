# SPDX-License-Identifier: MIT
"""listing: a piece of a source file, found by its name."""

import textwrap

import sources
from docutils import nodes
from folio import FolioDirective, Trouble
from pygments.lexers.asm import NasmLexer
from pygments.token import Operator

LINES_MAX = 40  # more than that is not read
SPDX = 'SPDX-License-Identifier'


class WholeWords(NasmLexer):
    """NASM, but without a `seg` inside of SEGMENT_PRESENT."""

    name = 'Folio NASM'
    aliases = ['folio-nasm']
    tokens = {**NasmLexer.tokens, 'punctuation': [
        (rf'\b(?:{rule[0]})\b', *rule[1:]) if rule[1] is Operator.Word else rule
        for rule in NasmLexer.tokens['punctuation']]}


class Listing(FolioDirective):
    """```{listing} PATH NAME...```"""

    def build(self):
        path, *names = self.arguments[0].split()
        text = self.read(path)
        lines = text.rstrip('\n').split('\n')
        try:
            pieces = chosen(path, text, lines, names)
        except sources.NotFound as error:
            raise Trouble(str(error)) from None
        nlines = sum(last - first + 1 for first, last in pieces)
        if nlines > LINES_MAX:
            what = f'{path} {" ".join(names)}'.strip()
            raise Trouble(f'{what} is {nlines} lines long, and a listing has '
                          f'at most {LINES_MAX}')
        shown = '\n…\n'.join('\n'.join(lines[first - 1:last])
                             for first, last in pieces)
        return [self.code(textwrap.dedent(shown) + '\n',
                          sources.language(path),
                          [nodes.literal('', path),
                           nodes.Text(', ' + numbers(pieces))])]


def chosen(path, text, lines, names):
    """The (first, last) lines to show, in order, none adjacent to the next."""
    if not names:
        first = 2 if SPDX in lines[0] else 1
        if lines[0].startswith('#!') and SPDX in lines[1]:
            first = 3
        return [(first, len(lines))]
    found = sorted(sources.find(path, text, name) for name in names)
    pieces = [found[0]]
    for first, last in found[1:]:
        before, end = pieces[-1]
        if all(not line.strip() for line in lines[end:first - 1]):
            pieces[-1] = before, max(end, last)
        else:
            pieces.append((first, last))
    return pieces


def numbers(pieces):
    """The line numbers, in words."""
    parts = [f'{first}–{last}' if last > first else f'{first}'
             for first, last in pieces]
    word = 'line ' if len(parts) == 1 and '–' not in parts[0] else 'lines '
    return word + (', '.join(parts[:-1]) + ' and ' if parts[1:] else '') \
        + parts[-1]


def setup(app):
    app.add_lexer('folio-nasm', WholeWords)
    app.add_directive('listing', Listing)
