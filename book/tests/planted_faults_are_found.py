# SPDX-License-Identifier: MIT
"""Each way in which a page can be wrong stops the build, which names the page
and what is wrong.

A small book of pages with one fault each, over a copy of the tools and of two
chapters. Red if `-n -W`, or the look for ERROR, is taken out of book/tools.
"""

import os
import shutil
import subprocess

import pytest
from workshop import BOOK, ROOT

CHAPTERS = 'ch01-freestanding', 'ch02-boot'
GOOD = '''\
# Good

```{{listing}} ch02-boot/boot/bootinfo.c check_module
```
{}'''
# Page: what it says, and what the build must say of it.
FAULTS = {
    'renamed': ('```{listing} ch02-boot/boot/bootinfo.c check_mmap\n```\n',
                'check_mmap', 'ch02-boot/boot/bootinfo.c'),
    'nofile': ('```{listing} ch02-boot/boot/nothing.c\n```\n',
               'ch02-boot/boot/nothing.c'),
    'long': ('```{listing} ch02-boot/boot/bootinfo.c\n```\n',
             'ch02-boot/boot/bootinfo.c', 'at most 40'),
    'nochapter': ('```{changes} ch99-none\n```\n', 'ch99-none'),
    'outside': ('```{listing} ../x.c\n```\n', '../x.c'),
    'link': ('[there](nowhere.md)\n', 'nowhere.md'),
    'heading': ('[there](index.md#nowhere)\n', 'nowhere'),
    'word': ('{term}`unheard`\n', 'unheard'),
    'transcript': ('```{transcript} ch02/none\n```\n', 'ch02/none'),
    'session': ('```{gdb} ch02/none\n```\n', 'ch02/none'),
    'screen': ('```{screen} ch03/none\n```\n', ':alt:'),
    'drawing': ('```{drawing} ch02/bare\n```\n', '<desc>'),
    'exercise': ('```{exercise} ch02/none\n```\n', 'ch02/none'),
    'directive': ('```{unheard-of}\n```\n', 'unheard-of'),
}


@pytest.fixture(scope='module')
def tree(sphinx, tmp_path_factory):
    """A copy of what the build needs, with one good page."""
    root = tmp_path_factory.mktemp('tree')
    skipped = shutil.ignore_patterns('__pycache__', 'tests')
    for name in ('common', *CHAPTERS, *(
            f'book/{part}' for part in ('extensions', 'static', 'templates',
                                        'tools', 'workshop'))):
        shutil.copytree(ROOT / name, root / name, ignore=skipped)
    shutil.copy(BOOK / 'conf.py', root / 'book')
    write(root, {'good': GOOD.format('')})
    return root


def write(root, pages):
    for name, text in pages.items():
        (root / 'book' / f'{name}.md').write_text(text, encoding='utf-8')
    (root / 'book/index.md').write_text(
        '# Top\n\n```{toctree}\n' + '\n'.join(sorted(pages)) + '\n```\n')


def build(root):
    kept = {name: value for name, value in os.environ.items()
            if name != 'FOLIO_BOOK_OUT'}
    return subprocess.run([root / 'book/tools/build', 'html'], check=False,
                          text=True, stdout=subprocess.PIPE, env=kept,
                          stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)


# In one group, and so in one process: they share the copy.
@pytest.mark.xdist_group('planted')
def test_without_a_fault_it_builds(tree):
    ended = build(tree)
    assert ended.returncode == 0, ended.stdout


@pytest.fixture(scope='module')
def said(tree):
    source = tree / 'ch02-boot/boot/bootinfo.c'
    before = source.read_text()
    source.write_text(before.replace('check_mmap', 'check_memory'))
    figures = tree / 'book/figures/ch02'
    figures.mkdir(parents=True)
    (figures / 'bare.svg').write_text(
        '<svg xmlns="http://www.w3.org/2000/svg"><title>x</title></svg>')
    write(tree, {'good': GOOD.format(''), **{
        name: f'# Page {name}\n\n{fault[0]}' for name, fault in
        FAULTS.items()}})
    ended = build(tree)
    source.write_text(before)
    shutil.rmtree(figures)
    for name in FAULTS:
        (tree / 'book' / f'{name}.md').unlink()
    write(tree, {'good': GOOD.format('')})
    assert ended.returncode != 0
    return ended.stdout


@pytest.mark.xdist_group('planted')
@pytest.mark.parametrize('name', FAULTS)
def test_the_fault_is_named(said, name):
    lines = [line for line in said.splitlines()
             if line.startswith(f'book/{name}.md:')]
    assert lines, f'nothing is said of {name}.md:\n{said}'
    for word in FAULTS[name][1:]:
        assert any(word in line for line in lines), lines


@pytest.mark.xdist_group('planted')
def test_nothing_is_said_of_the_good_page(said):
    assert 'good.md' not in said


@pytest.mark.xdist_group('planted')
def test_a_line_that_says_error_is_an_error(tree):
    """MyST only says ERROR, and goes on, when it does not know an extension."""
    path = tree / 'book/conf.py'
    before = path.read_text()
    path.write_text(before.replace("'deflist'", "'deflists'"))
    try:
        ended = build(tree)
    finally:
        path.write_text(before)
    assert ended.returncode != 0
    assert 'deflists' in ended.stdout


@pytest.mark.xdist_group('planted')
def test_a_changed_path_that_is_gone_is_named(tree):
    path = tree / 'ch02-boot/CHANGES'
    before = path.read_text()
    path.write_text(before + 'changed boot/gone.c  it was here\n')
    write(tree, {'good': GOOD.format('\n```{changes} ch02-boot\n```\n')})
    try:
        ended = build(tree)
    finally:
        path.write_text(before)
        write(tree, {'good': GOOD.format('')})
    assert ended.returncode != 0
    assert 'boot/gone.c' in ended.stdout
