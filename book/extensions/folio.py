# SPDX-License-Identifier: MIT
"""The book's Sphinx extension: the directives that README.md describes.

    folio.py         registers all of it; what the directives have in common
    listings.py      listing
    sources.py       where in a source file a name is (source_c.py,
                     source_lines.py)
    differences.py   changes, difference
    track.py         track
    calls.py         calls
    costs.py         costs, and the role cost
    sessions.py      transcript, gdb
    numbering.py     the chapters' numbers in the PDF
    tables.py        the widths of tables in the PDF
    shown.py         screen, drawing, glance, exercise
    theme.py         Furo: what Debian's lacks, and what readers without a
                     mouse, good eyes or JavaScript need
"""

import hashlib
import sys
from pathlib import Path

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

sys.dont_write_bytecode = True  # no __pycache__ among the sources
LOG = logging.getLogger(__name__)


class Trouble(Exception):
    """The page asks for what is not there; the message names it."""


class FolioDirective(SphinxDirective):
    """A directive of ours: build() returns its nodes or raises Trouble, which
    becomes a warning with the page's name and line, and so an error."""

    required_arguments = 1
    final_argument_whitespace = True

    @property
    def root(self):
        """The folder that holds the chapters, common/ and book/."""
        return self.config.folio_root

    @property
    def book(self):
        return self.config.folio_root / 'book'

    def run(self):
        try:
            return self.build()
        except Trouble as trouble:
            LOG.warning('%s: %s', self.name, trouble,
                        location=self.get_location())
            return []

    def build(self):
        raise NotImplementedError

    def read(self, path):
        """The text of a file, given from the root. The page is built again when
        the file changes."""
        full = self.root / path
        if not full.resolve().is_relative_to(self.root.resolve()):
            raise Trouble(f'{path} lies outside of the repository')
        if not full.is_file():
            raise Trouble(f'there is no file {path}')
        self.env.note_dependency(str(full))
        return full.read_text(encoding='utf-8')

    def code(self, text, language, caption=None):
        """A block of code; the caption is a list of nodes."""
        block = nodes.literal_block(text, text, language=language, force=True)
        self.set_source_info(block)
        if not caption:
            return block
        wrapper = nodes.container('', literal_block=True,
                                  classes=['literal-block-wrapper'])
        wrapper += nodes.caption('', '', *caption)
        wrapper += block
        return wrapper

    def parsed(self, text, source):
        """The nodes that Markdown makes."""
        from docutils.statemachine import StringList
        holder = nodes.container()
        lines = StringList(text.split('\n'), source=source)
        self.state.nested_parse(lines, self.content_offset, holder)
        return holder.children

    def chapter(self, name):
        """A chapter's folder by its name."""
        folder = self.root / name
        if not (folder / 'Makefile').is_file():
            raise Trouble(f'there is no chapter {name}')
        return folder


def setup(app):
    # Here, since they import this file.
    import calls
    import costs
    import differences
    import listings
    import numbering
    import sessions
    import shown
    import tables
    import theme
    import track

    app.add_config_value('folio_root', None, 'env')
    for part in (listings, differences, track, calls, costs, sessions, shown,
                 numbering, tables, theme):
        part.setup(app)
    return {'parallel_read_safe': True, 'parallel_write_safe': True,
            'env_version': version()}


def version():
    """Another one whenever our code has changed: then all pages are read
    again."""
    files = sorted(Path(__file__).parent.glob('*.py'))
    text = b''.join(path.read_bytes() for path in files)
    return int(hashlib.sha256(text).hexdigest()[:8], 16)
