# SPDX-License-Identifier: MIT
"""What LaTeX is given: each page is a chapter with the number in its title, and
a wide table has columns that fit on a page.

A small book with the extensions that do this. Red if raise_pages() is not
called, or if set_widths() returns at once.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from workshop import BOOK

CONF = f'''\
import sys
sys.path.insert(0, {str(BOOK / 'extensions')!r})
project, author, root_doc = 'Book', 'us', 'index'
source_suffix = {{'.md': 'markdown'}}
extensions = ['myst_parser', 'numbering', 'tables']
'''
INDEX = '''\
# The book

## What you get

Text.

```{toctree}
:caption: First

before
```
```{toctree}
one
two
after
```
'''
WORDS = 'many words that fill a line ' * 4
TABLE = f'''
| name | what |
|---|---|
| `a_name_that_is_long_and_has_many_parts.c` | {WORDS} |

| a | b |
|---|---|
| 1 | 2 |
'''
PAGES = {'index': INDEX, 'before': '# Before\n', 'one': '# 1 Boot: first\n',
         'two': '# 2 Paging\n' + TABLE, 'after': '# After\n\n## Section\n'}


def python():
    """A Python that has Sphinx, as book/tools/build finds it."""
    found = subprocess.run(
        [BOOK.parent / 'common/tools/doctor', '--where', 'myst-parser',
         'sphinx'], check=False, text=True, capture_output=True).stdout.strip()
    return found or sys.executable


@pytest.fixture(scope='module')
def latex(sphinx, tmp_path_factory):
    """What Sphinx makes of the small book."""
    folder = tmp_path_factory.mktemp('small')
    (folder / 'conf.py').write_text(CONF)
    for name, text in PAGES.items():
        (folder / f'{name}.md').write_text(text)
    ended = subprocess.run(
        [python(), '-B', '-m', 'sphinx', '-q', '-W', '-b', 'latex', str(folder),
         str(folder / 'out')], check=False, text=True, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, env={**os.environ, 'NO_COLOR': '1'})
    assert ended.returncode == 0, ended.stdout
    return next(Path(folder / 'out').glob('*.tex')).read_text()


def test_each_page_is_a_chapter_with_its_number(latex):
    lines = [line for line in latex.splitlines()
             if line.startswith((r'\chapter{', r'\setcounter{'))]
    none = r'\setcounter{secnumdepth}{-1}'
    wanted = [none, r'\chapter{What you get}', none, r'\chapter{Before}',
              r'\setcounter{secnumdepth}{0}\setcounter{chapter}{0}',
              r'\chapter{Boot: first}',
              r'\setcounter{secnumdepth}{0}\setcounter{chapter}{1}',
              r'\chapter{Paging}', none, r'\chapter{After}']
    assert lines[-len(wanted):] == wanted


def test_a_wide_table_has_widths_and_a_narrow_one_has_none(latex):
    tables = [line for line in latex.splitlines()
              if line.startswith(r'\begin{tabular')]
    assert [r'\X{' in line for line in tables] == [True, False]
