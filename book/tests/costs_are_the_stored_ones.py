# SPDX-License-Identifier: MIT
"""What pages say that an operation costs is what `make bench` has stored.

Red if cost() in extensions/costs.py takes another chapter's figure.
"""

import re

import costs
import pytest
from folio import Trouble
from workshop import BOOK, ROOT

STORED = '''\
# Toolchain: gcc 12.2 -O2, QEMU 7.2

operation                     ch05      ch06
map a page                     261       263
unmap a page                   340       344
kmalloc, kfree                   -      1420
'''
FIGURES = costs.parsed(STORED)


def test_a_figure_is_its_rows_and_its_chapters():
    assert costs.cost(FIGURES, 'ch05: map a page') == 261
    assert costs.cost(FIGURES, 'ch06: map a page') == 263
    assert costs.cost(FIGURES, 'ch05: map a page + unmap a page') == 601
    assert costs.shown(costs.cost(FIGURES, 'ch06: kmalloc, kfree')) == '1,420'


@pytest.mark.parametrize('text', [
    'map a page', 'ch05: map', 'ch07: map a page', 'ch05: kmalloc, kfree'])
def test_a_figure_that_is_not_stored_is_refused(text):
    with pytest.raises(Trouble):
        costs.cost(FIGURES, text)


def test_a_table_has_the_rows_that_it_names():
    def names(*patterns):
        return [name for name, _ in costs.chosen(FIGURES, patterns, ['ch05'])]

    assert names('unmap a page', 'map *') == ['unmap a page', 'map a page']
    assert names('*map a page') == ['map a page', 'unmap a page']
    for patterns in ((), ('kmalloc*',), ('map a page', 'nothing')):
        with pytest.raises(Trouble):
            names(*patterns)


def test_each_cost_that_a_page_states_is_stored():
    figures = costs.parsed((ROOT / costs.STORED).read_text(encoding='utf-8'))
    stated = [text for page in sorted(BOOK.glob('*.md'))
              for text in re.findall(r'{cost}`([^`]+)`',
                                     page.read_text(encoding='utf-8'))]
    assert stated
    for text in stated:
        assert costs.cost(figures, text) > 0
