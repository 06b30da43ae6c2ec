# SPDX-License-Identifier: MIT
"""transcript, gdb: what a command or GDB printed, from a file that the tests
compare with what it prints today. Beside it may lie a patch: a mistake."""

import re

from docutils import nodes
from folio import FolioDirective, Trouble
from pygments.lexer import RegexLexer, bygroups
from pygments.token import Generic

PROMPT, GDB_PROMPT = '$ ', '(gdb) '
# See workshop/sessions.py. At the end the blank is left out.
KERNELS_PROMPT = re.compile(r'^\\\$(?: |$)', re.MULTILINE)


class ShellLexer(RegexLexer):
    """What stands behind a `$ `, and what the command printed."""

    name = 'Folio shell'
    aliases = ['folio-shell']
    tokens = {'root': [
        (r'^(\$ )(.*\n)', bygroups(Generic.Prompt, Generic.Strong)),
        (r'.*\n', Generic.Output)]}


class GdbLexer(RegexLexer):
    """A session in GDB."""

    name = 'Folio GDB'
    aliases = ['folio-gdb']
    tokens = {'root': [
        (r'^(\(gdb\) |>)(.*\n)', bygroups(Generic.Prompt, Generic.Strong)),
        (r'.*\n', Generic.Output)]}


class Session(FolioDirective):
    """What both have in common."""

    suffix = ''

    def session(self):
        """Its text, and the nodes that show the patch beside it, if any."""
        name = self.arguments[0]
        path = f'book/transcripts/{name}{self.suffix}'
        text = self.read(f'{path}.txt')
        if not (self.root / f'{path}.patch').is_file():
            return text, []
        patch = self.read(f'{path}.patch')
        caption = [nodes.Text('The mistake, in '),
                   nodes.literal('', self.chapter_of(name)),
                   nodes.Text(': '), nodes.literal('', f'{path}.patch')]
        return text, [self.code(without_times(patch), 'diff', caption)]

    def chapter_of(self, name):
        number = name.split('/')[0]
        found = sorted(self.root.glob(f'{number}-*/Makefile')) or sorted(
            self.root.glob(f'{number}/Makefile'))
        if not found:
            raise Trouble(f'{name} belongs to no chapter: there is no {number}')
        return found[0].parent.name


def without_times(patch):
    """A patch as a reader needs it: `diff` puts dates behind the names."""
    return '\n'.join(line.split('\t')[0] if line.startswith(('---', '+++'))
                     else line for line in patch.splitlines()) + '\n'


class Transcript(Session):
    """```{transcript} ch02/run```"""

    def build(self):
        text, shown = self.session()
        # A no-break space: the lexer must not take it for a command's prompt.
        text = KERNELS_PROMPT.sub('$\u00a0', text)
        first, _, rest = text.partition('\n')
        if not first.startswith(PROMPT):
            raise Trouble(f'{self.arguments[0]}.txt does not begin with '
                          f'`{PROMPT}COMMAND`')
        if f'\n{PROMPT}' in text:  # several commands
            return shown + [self.code(text.expandtabs(), 'folio-shell')]
        caption = [nodes.literal('', first[len(PROMPT):])]
        return shown + [self.code(rest.expandtabs() or '\n', 'folio-shell',
                                  caption)]


class Gdb(Session):
    """```{gdb} ch02/long-mode```"""

    suffix = '.gdb'

    def build(self):
        text, shown = self.session()
        if not text.startswith(GDB_PROMPT):
            raise Trouble(f'{self.arguments[0]}.gdb.txt does not begin with '
                          f'`{GDB_PROMPT}COMMAND`')
        caption = [nodes.Text('GDB, from the first instruction of '),
                   nodes.literal('', self.chapter_of(self.arguments[0]))]
        return shown + [self.code(text.expandtabs(), 'folio-gdb', caption)]


def setup(app):
    app.add_lexer('folio-shell', ShellLexer)
    app.add_lexer('folio-gdb', GdbLexer)
    app.add_directive('transcript', Transcript)
    app.add_directive('gdb', Gdb)
