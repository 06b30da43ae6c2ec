# SPDX-License-Identifier: MIT
"""What Sphinx needs to know of the book. book/tools/build runs it."""

import importlib.util
import sys
from pathlib import Path

BOOK = Path(__file__).resolve().parent
sys.path.insert(0, str(BOOK / 'extensions'))

project = 'Folio'
version = '1'  # an EPUB must have one
author = 'the authors of Folio'
copyright = 'the authors of Folio, CC BY 4.0'
html_title = 'Folio, a kernel in chapters'
language = 'en'
extensions = ['myst_parser', 'folio']
if importlib.util.find_spec('sphinx_copybutton'):
    extensions.append('sphinx_copybutton')
folio_root = BOOK.parent

source_suffix = {'.md': 'markdown'}
exclude_patterns = ['README.md', 'exercises', 'transcripts', 'pictures',
                    'figures', 'tests', 'tools', 'extensions', 'templates',
                    'track']
# An unknown name among these drops the whole list; book/tools/build makes an
# error of the line that says so.
myst_enable_extensions = ['deflist', 'colon_fence']
myst_heading_anchors = 4
nitpicky = True
# Words stay as they are typed: `--` is an option of a command, not a dash.
smartquotes = False
numfig = False

# --- HTML ---

html_theme = 'furo'
html_static_path = ['static']
# For HTML alone; book/tools/build.py sets the tag.
templates_path = ['templates'] if tags.has('html') else []  # noqa: F821
html_css_files = ['folio.css', 'drawers.css']
epub_css_files = ['folio.css']
html_copy_source = False
html_show_sphinx = False
html_use_index = True
pygments_style = 'xcode'
pygments_dark_style = 'github-dark'
# Commands are there to be copied; what they print, and listings, are not.
copybutton_selector = ', '.join(
    f'{block} pre' for block in ('.exercise .highlight', '.highlight-console',
                                 '.highlight-sh', '.highlight-bash'))
copybutton_prompt_text = '$ '
copybutton_only_copy_prompt_lines = True

FIGURES = {
    'light': {'ink': '#1f2328', 'line': '#57606a', 'fill': '#f6f8fa',
              'accent': '#0550ae', 'accent-fill': '#ddf0ff',
              'second': '#8a4600', 'second-fill': '#fff1dc'},
    'dark': {'ink': '#e6e8ea', 'line': '#9aa4af', 'fill': '#1d2126',
             'accent': '#79b8ff', 'accent-fill': '#12304f',
             'second': '#f0b060', 'second-fill': '#3d2a10'},
}
# Of a difference: the lines that are added and removed, and what is below them.
DIFFERENCES = {
    'light': {'added': '#0f5323', 'added-fill': '#dafbe1',
              'removed': '#82071e', 'removed-fill': '#ffebe9'},
    'dark': {'added': '#7ee787', 'added-fill': '#11281a',
             'removed': '#ffa198', 'removed-fill': '#351618'},
}
html_theme_options = {
    'light_css_variables': {
        'color-brand-primary': '#0a4fb0',
        'color-brand-content': '#0a4fb0',
        'color-foreground-muted': '#5b6068',
        **{f'figure-{name}': colour
           for name, colour in FIGURES['light'].items()},
        **{f'difference-{name}': colour
           for name, colour in DIFFERENCES['light'].items()},
    },
    # The palette of Furo itself, which Debian's package has lost.
    'dark_css_variables': {
        'color-problematic': '#ee5151',
        'color-foreground-primary': '#d4d6d9',
        'color-foreground-secondary': '#a8adb3',
        'color-foreground-muted': '#959ba3',
        'color-foreground-border': '#666666',
        'color-background-primary': '#131416',
        'color-background-secondary': '#1a1c1e',
        'color-background-hover': '#1e2124ff',
        'color-background-hover--transparent': '#1e212400',
        'color-background-border': '#303335',
        'color-background-item': '#444444',
        'color-announcement-background': '#000000dd',
        'color-announcement-text': '#eeebee',
        'color-brand-primary': '#5aa9ff',
        'color-brand-content': '#5aa9ff',
        'color-highlighted-background': '#083563',
        'color-highlight-on-target': '#333300',
        'color-guilabel-background': '#08356380',
        'color-guilabel-border': '#13395f80',
        'color-admonition-background': '#18181a',
        'color-card-border': '#1a1c1e',
        'color-card-background': '#18181a',
        'color-card-marginals-background': '#1e2124ff',
        'color-inline-code-background': '#1f2226',
        **{f'figure-{name}': colour
           for name, colour in FIGURES['dark'].items()},
        **{f'difference-{name}': colour
           for name, colour in DIFFERENCES['dark'].items()},
    },
}

# --- EPUB and PDF ---

epub_title = html_title
epub_author = author
epub_publisher = author
epub_show_urls = 'no'
epub_use_index = True
epub_exclude_files = ['search.html', '_static/drawers.css',
                      '_static/folio-search.js']
epub_tocscope = 'includehidden'
suppress_warnings = ['epub.unknown_project_files']

latex_engine = 'xelatex'
latex_documents = [('index', 'folio.tex', html_title, author, 'manual')]
# "Chapter 5", not "Chapter FIVE"; extensions/numbering.py counts.
latex_elements = {'papersize': 'a4paper', 'pointsize': '11pt',
                  'fncychap': r'\usepackage[Sonny]{fncychap}',
                  'extraclassoptions': 'openany,oneside',
                  # Sphinx takes the first caption of index.md for its title.
                  'tableofcontents': r'\renewcommand{\contentsname}{Contents}'
                                     r'\sphinxtableofcontents',
                  # A long name may be broken behind each _.
                  'preamble': r'\DeclareRobustCommand{\_}{\texorpdfstring'
                              r'{\textunderscore\allowbreak}{\textunderscore}}',
                  # So small, a line of 80 characters fits.
                  'fvset': r'\fvset{fontsize=\footnotesize}',
                  # A long line of output may be broken at any character.
                  'sphinxsetup': 'verbatimforcewraps=true'}
