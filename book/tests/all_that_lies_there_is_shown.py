# SPDX-License-Identifier: MIT
"""What pages show is there, and what is there is shown by some page.

Red if a transcript, picture, figure or exercise is left behind when its page no
longer shows it, or if a figure is 400 units wide.
"""

import re

import pytest
from workshop import BOOK, exercises, pages, pictures, sessions

FIGURES = {path.relative_to(BOOK / 'figures').with_suffix('').as_posix()
           for path in (BOOK / 'figures').glob('*/*.svg')}
THERE = {'transcript': sessions.names(), 'gdb': sessions.names('gdb'),
         'screen': pictures.names(), 'drawing': FIGURES,
         'exercise': exercises.names()}


@pytest.mark.parametrize('directive', sorted(THERE))
def test_pages_show_all_that_is_there_and_no_more(directive):
    shown = pages.shown(directive)
    assert sorted(set(THERE[directive]) - set(shown)) == [], 'shown by no page'
    assert {name: page for name, page in shown.items()
            if name not in THERE[directive]} == {}, 'not there'


def test_no_other_file_lies_among_them():
    allowed = {'transcripts': r'ch\d\d|final', 'pictures': r'ch\d\d|final'}
    suffixes = {'transcripts': ('.txt', '.patch'), 'pictures': ('.txt', '.png')}
    for folder, pattern in allowed.items():
        for path in (BOOK / folder).glob('**/*'):
            if path.is_file():
                assert re.fullmatch(pattern, path.parent.name), path
                assert path.suffix in suffixes[folder], path
                assert path.with_suffix('.txt').exists(), path
    for path in (BOOK / 'pictures').glob('*/*.txt'):
        assert path.with_suffix('.png').exists(), \
            f'{path} has no picture: book/tools/pictures makes it'


def test_figures_are_drawn_in_one_style():
    styles = {}
    for name in sorted(FIGURES):
        text = (BOOK / 'figures' / f'{name}.svg').read_text(encoding='utf-8')
        style = re.search(r'<style>(.*?)</style>', text, re.DOTALL)
        assert style, f'{name}.svg has no <style>'
        styles.setdefault(style[1], []).append(name)
        rest = text.replace(style[0], '')
        assert not re.search(r'(fill|stroke)\s*[=:]\s*"?\s*(#|rgb)', rest), \
            f'{name}.svg: a colour outside of its style'
    assert len(styles) <= 1, f'not the same style: {list(styles.values())}'


@pytest.mark.parametrize('name', sorted(FIGURES))
def test_a_figures_text_has_12_pixels_on_a_phone(name):
    """A page on a phone of 390 pixels is 345 wide, and text has 12 units."""
    text = (BOOK / 'figures' / f'{name}.svg').read_text(encoding='utf-8')
    width = re.search(r'viewBox="0 0 (\d+) \d+"', text)
    assert width and int(width[1]) <= 345
