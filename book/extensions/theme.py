# SPDX-License-Identifier: MIT
"""Furo, mended.

Debian's package has two faults. Its stylesheet imports one that lies elsewhere
(normalize.css; static/folio.css holds what is needed of it), and its script is
a module of two files that no browser runs as it is included. Both are mended in
the finished pages. Another Furo, which is whole, is left as it is.

And what a page with wide blocks needs: with the keyboard alone, one can scroll
sideways only in what can have the focus.
"""

import re
from pathlib import Path

NARROW = 24  # characters of code that each phone shows side by side
BLOCK = re.compile(r'<pre>(.*?)</pre>', re.DOTALL)
IMPORT_CSS = re.compile(r'^@import url\(/[^)]*\);\n?', re.MULTILINE)
IMPORT_JS = re.compile(r'^import Gumshoe from [^\n]*\n')


def mend_page(app, pagename, templatename, context, doctree):
    """Lets the focus go to blocks that may be wider than a screen, and says of
    which level the headings of tables of contents are."""
    if app.builder.name != 'html':
        return
    body = BLOCK.sub(_focusable, context.get('body') or '')
    context['body'] = re.sub(
        r'<div class="([^"]*\btable-wrapper\b[^"]*)"',
        r'<div tabindex="0" role="group" aria-label="Table" class="\1"', body)
    for name in ('body', 'furo_navigation_tree'):
        context[name] = (context.get(name) or '').replace(
            'class="caption" role="heading"',
            'class="caption" role="heading" aria-level="2"')


def _focusable(match):
    text = re.sub(r'<[^>]*>', '', match[1])
    text = re.sub(r'&\w+;', '.', text)
    if max(map(len, text.split('\n'))) <= NARROW:
        return match[0]
    return f'<pre tabindex="0">{match[1]}</pre>'


def mend_furo(app, exception):
    if exception or app.builder.name != 'html':
        return
    static = Path(app.outdir) / '_static'
    sheet = static / 'styles' / 'furo.css'
    if sheet.is_file():
        sheet.write_text(IMPORT_CSS.sub('', sheet.read_text()))
    script = static / 'scripts' / 'furo.js'
    spy = script.with_name('gumshoe-patched.js')
    text = script.read_text() if script.is_file() else ''
    if IMPORT_JS.match(text) and spy.is_file():
        script.write_text(spy.read_text() + '\n' + IMPORT_JS.sub('', text))


def setup(app):
    app.connect('html-page-context', mend_page, priority=900)
    app.connect('build-finished', mend_furo)
