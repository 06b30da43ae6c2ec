# SPDX-License-Identifier: MIT
"""A chapter's page has its title and its twelve parts, in order; see
book/README.md.

Red if a heading of a chapter's page is renamed, dropped, or moved.
"""

import pytest
from workshop import BOOK, ROOT, pages

PAGES = {path.stem: path for path in pages.chapter_pages()}
GOOD = ('# 2 Boot: from 32-bit mode to long mode\n\n```{glance}\nGoal\n: x\n```\n\n'
        + ''.join(f'## {part}\n\ntext\n\n' for part in pages.PARTS)
        + '[The whole difference](ch02-boot-diff.md)\n')


@pytest.mark.parametrize('name', sorted(PAGES))
def test_the_parts_stand_in_order(name):
    wrong = pages.faults(PAGES[name].read_text(encoding='utf-8'), name,
                         has_track=(BOOK / 'track' / f'{name[:4]}.md').exists())
    assert not wrong, f'{name}.md: ' + '; '.join(wrong)


def test_each_page_is_that_of_a_chapter_and_has_a_difference_page():
    for name in PAGES:
        assert (ROOT / name / 'Makefile').exists(), f'{name} is no chapter'
        difference = BOOK / f'{name}-diff.md'
        assert difference.exists(), f'{name}.md has no {difference.name}'
        assert f'{{difference}} {name}\n' in difference.read_text()


def test_a_good_page_has_no_fault():
    assert pages.faults(GOOD, 'ch02-boot') == []


@pytest.mark.parametrize('part', pages.PARTS)
def test_a_dropped_part_is_named(part):
    text = GOOD.replace(f'## {part}\n', '')
    assert any(part in fault for fault in pages.faults(text, 'ch02-boot'))


def test_parts_in_another_order_are_found():
    text = GOOD.replace('## Run it', '## x').replace(
        '## The code', '## Run it').replace('## x', '## The code')
    assert 'another order' in str(pages.faults(text, 'ch02-boot'))


def test_a_page_without_the_box_or_the_link_is_found():
    assert 'glance' in str(pages.faults(GOOD.replace('{glance}', '{note}'),
                                        'ch02-boot'))
    assert 'ch02-boot-diff.md' in str(pages.faults(
        GOOD.replace('ch02-boot-diff.md', 'index.md'), 'ch02-boot'))


def test_a_page_without_the_link_to_its_track_is_found():
    track = '[Write it yourself](ch02-boot-build.md)'
    heading = '## What changes\n\n'
    assert 'ch02-boot-build.md' in str(pages.faults(GOOD, 'ch02-boot', True))
    assert 'ch02-boot-build.md' in str(pages.faults(
        GOOD.replace('## The code\n\n', '## The code\n\n' + track),
        'ch02-boot', True))
    assert pages.faults(GOOD.replace(heading, heading + track), 'ch02-boot',
                        True) == []


@pytest.mark.parametrize('title', ['# Boot', '# 3 Boot: long mode', '# 2 Boot'])
def test_a_title_without_number_subject_and_idea_is_found(title):
    text = title + GOOD[GOOD.index('\n'):]
    assert 'its title' in str(pages.faults(text, 'ch02-boot'))


def test_a_heading_inside_a_block_is_none():
    text = GOOD.replace('text\n', '```\n## The problem\n```\n', 1)
    assert pages.faults(text, 'ch02-boot') == []
