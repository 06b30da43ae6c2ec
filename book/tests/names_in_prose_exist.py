# SPDX-License-Identifier: MIT
"""A function that a page names in its text, as `name()`, is in the sources.

Red if a page says `frame_allocate()` for frame_alloc().
"""

import re

import pytest
from workshop import BOOK, ROOT, pages

# Functions of other systems that pages speak of.
ELSEWHERE = {'fileread',          # xv6
             'readl', 'vmalloc', 'writel'}  # Linux
CALL = re.compile(r'`([A-Za-z_]\w*)\(\)`')
WORD = re.compile(r'[A-Za-z_]\w*')
SUFFIXES = {'.c', '.h', '.asm', '.py', '.patch'}


def words(*folders):
    """Each word in the sources below these folders."""
    return {word for folder in folders for path in folder.rglob('*')
            if path.suffix in SUFFIXES and path.is_file()
            for word in WORD.findall(path.read_text(encoding='utf-8',
                                                    errors='replace'))}


def unknown(text, known):
    return sorted(set(CALL.findall(text)) - known - ELSEWHERE)


@pytest.fixture(scope='module')
def shared():
    return words(ROOT / 'common')


@pytest.mark.parametrize('path', pages.chapter_pages(), ids=lambda p: p.stem)
def test_a_chapter_page_names_its_own_functions(path, shared):
    number = path.stem[:4]
    known = shared | words(ROOT / path.stem, BOOK / 'transcripts' / number)
    assert unknown(path.read_text(encoding='utf-8'), known) == []


@pytest.mark.parametrize('path', sorted((BOOK / 'track').glob('*.md')),
                         ids=lambda p: p.stem)
def test_hints_name_functions_of_their_chapter(path, shared):
    known = shared | words(*ROOT.glob(f'{path.stem}-*'))
    assert unknown(path.read_text(encoding='utf-8'), known) == []


def test_the_other_pages_name_functions_of_some_chapter(shared):
    known = shared | words(*ROOT.glob('ch[0-9]*'), ROOT / 'final',
                           BOOK / 'transcripts')
    chapters = pages.chapter_pages()
    wrong = {path.name: unknown(path.read_text(encoding='utf-8'), known)
             for path in pages.pages() if path not in chapters}
    assert not {name: found for name, found in wrong.items() if found}


def test_a_name_that_is_nowhere_is_found():
    text = 'Call `frame_alloc()` and then `frame_give()`, or `readl()`.'
    assert unknown(text, {'frame_alloc'}) == ['frame_give']
