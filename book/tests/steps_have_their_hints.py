# SPDX-License-Identifier: MIT
"""book/track/chNN.md has a hint for each step in which a reader has something
to write, in the form that book/README.md describes, and a page shows it.

Red if a step of CHANGES is renamed, or a hint of book/track is dropped.
"""

import re
import sys

import pytest
from workshop import BOOK, ROOT, hints, pages

sys.path.insert(0, str(ROOT / 'common/tools'))
import changes  # noqa: E402 (once they can be found)
import handout  # noqa: E402

# The finished system has no track.
WITHOUT = {'final'}
TRACKS = sorted((BOOK / 'track').glob('*.md'))
TEXT = """\
# ch05-paging

## Step 1: which addresses are RAM

Write this first. Then write that.

Contract: memory/ram.h

You should see: `make run` boots.
"""
COMMANDS = {'make', 'make run', 'make grade', 'make debug'}
SPAN = re.compile(r'`([^`]+)`')


def chapter_of(path):
    chapter, = ROOT.glob(f'{path.stem}-*/CHANGES')
    return chapter.parent


def steps_of(chapter):
    """{number: (subject, paths to write, tests)}, where there are such paths."""
    told, steps, _ = changes.parse((chapter / 'CHANGES').read_text())
    found = {step.number: (step.subject, *handout.parts(told, step.number))
             for step in steps}
    return {number: step for number, step in found.items() if step[1]}


def faults(text, steps):
    """What is wrong with the hints of these steps, in words."""
    found = hints.read(text)
    wrong = [f'step {number} has no hint' for number in steps
             if number not in found]
    for number, hint in found.items():
        if number not in steps:
            wrong.append(f'step {number} has nothing to write')
        elif hint.subject != steps[number][0]:
            wrong.append(f'step {number} is "{steps[number][0]}"')
        else:
            wrong += [f'step {number}: {fault}'
                      for fault in faults_of(hint, steps[number][2])]
    if len(hints.STEP.findall(text)) != text.count('\n## '):
        wrong.append('a heading is not `## Step N: subject`')
    return wrong


def faults_of(hint, tests):
    if not 2 <= nsentences(hint.text) <= 5:
        yield f'{nsentences(hint.text)} sentences'
    if '\n\n' in hint.text or '```' in hint.text:
        yield 'it is more than one paragraph'
    if any(re.search(r'[;{}]|\w = \w', span) for span in SPAN.findall(hint.text)):
        yield 'it gives code'
    if not hint.see:
        yield 'it does not say what a reader should see'
    made = {span for span in SPAN.findall(hint.see) if span.startswith('make')}
    if not made or made - COMMANDS:
        yield f'of {sorted(made)} not each is a command of a handout'
    if bool(tests) != ('make grade' in made):
        yield f'`make grade` runs {len(tests)} tests'


def nsentences(text):
    text = re.sub(r'"[^"]*"', '', text).replace('Vol. ', 'Vol ')
    return len(re.findall(r'[.!?](?=\s|$)', text))


@pytest.mark.parametrize('path', TRACKS, ids=lambda path: path.stem)
def test_each_step_has_its_hint(path):
    chapter = chapter_of(path)
    text = path.read_text(encoding='utf-8')
    assert text.startswith(f'# Hints for {chapter.name}\n')
    assert faults(text, steps_of(chapter)) == []
    missing = [header for hint in hints.read(text).values()
               for header in hint.contracts if not (chapter / header).is_file()]
    assert not missing


def test_each_chapter_has_hints_and_a_page():
    names = {path.stem for path in pages.chapter_pages()}
    wanted = sorted(names - WITHOUT)[1:]  # no chapter comes before the first
    assert [chapter_of(path).name for path in TRACKS] == wanted
    for name in wanted:
        text = (BOOK / f'{name}-build.md').read_text(encoding='utf-8')
        assert text.startswith('---\norphan: true\n---\n'
                               f'# Write it yourself: {name}\n')
        assert f'```{{track}} {name}\n' in text
    read = (BOOK / 'how-to-read.md').read_text(encoding='utf-8')
    assert not [name for name in wanted if f'({name}-build.md)' not in read]


STEPS = {1: ('which addresses are RAM', ['memory/ram.c'], [])}


def test_good_hints_have_no_fault():
    assert faults(TEXT, STEPS) == []
    hint = hints.read(TEXT)[1]
    assert hint.text == 'Write this first. Then write that.'
    assert hint.contracts == ['memory/ram.h']
    assert hint.see == '`make run` boots.'


@pytest.mark.parametrize('old, new, fault', [
    ('## Step 1', '## Step 2', 'step 1 has no hint'),
    ('## Step 1', '## Step 2', 'step 2 has nothing to write'),
    ('addresses', 'ranges', 'step 1 is "which addresses are RAM"'),
    ('## Step 1: ', '## ', 'a heading is not'),
    (' Then write that.', '', '1 sentences'),
    ('Then write that.', 'Then write `x = y`.', 'it gives code'),
    ('You should see:', 'See:', 'does not say what a reader should see'),
    ('make run', 'make all', 'is a command of a handout'),
    ('`make run` boots', '`make grade` ends', '`make grade` runs 0 tests')])
def test_a_fault_is_named(old, new, fault):
    assert fault in '; '.join(faults(TEXT.replace(old, new), STEPS))
