# SPDX-License-Identifier: MIT
"""selection.py: which tests `make test` runs in which chapters."""

import pytest

from harness import selection
from harness.plugin import file_class

CHAPTERS = ['ch01-one', 'ch02-two', 'ch03-three', 'ch04-four', 'final']
PANICS = 'TEST_PANICS(stops, "text")\n'


@pytest.fixture
def put(tmp_path, monkeypatch):
    """put(path, texts) writes a file into each chapter that a text is given
    for, and returns the chapters in which it runs."""
    monkeypatch.setattr(selection, 'ROOT', tmp_path)
    for chapter in CHAPTERS:
        (tmp_path / chapter).mkdir()
        (tmp_path / chapter / 'Makefile').touch()

    def write(path, texts):
        runs = []
        for chapter, text in zip(CHAPTERS, texts):
            if text is not None:
                full = tmp_path / chapter / path
                full.parent.mkdir(parents=True, exist_ok=True)
                full.write_text(text)
        for chapter, text in zip(CHAPTERS, texts):
            if text is not None and not selection.is_left_out(
                    tmp_path / chapter / path):
                runs.append(CHAPTERS.index(chapter) + 1)
        return runs

    return write


@pytest.mark.parametrize('texts, runs', [
    (['a', 'a', 'a', 'a', 'a'], [1, 5]),
    ([None, 'a', 'a', 'a', None], [2, 4]),      # its newest copy
    (['a', 'a', 'b', 'b', 'b'], [1, 3, 5]),
    (['a', 'b', 'a', 'a', 'a'], [1, 2, 3, 5]),
    (['a', 'b', 'c', 'd', 'd'], [1, 2, 3, 5]),  # final is the next one
    ([None, None, None, 'a', 'b'], [4, 5]),
    ([None, None, 'a', None, None], [3]),
])
def test_the_first_with_each_version_and_the_newest(put, texts, runs):
    assert put('test/lib/x.py', texts) == runs
    assert put('test/lib/host/x.c', texts) == runs
    assert put('test/lib/stops.c', [text and PANICS + text
                                    for text in texts]) == runs


def test_what_shares_a_boot_runs_everywhere(put):
    assert put('test/lib/x.c', ['TEST(x)\n{\n}\n'] * 5) == [1, 2, 3, 4, 5]


def test_a_host_test_runs_once_more_if_a_source_has_changed(put):
    text = '// With: lib/a.c lib/b.c\n'
    put('lib/a.c', ['same'] * 5)
    assert put('test/lib/host/x.c', [text] * 5) == [1]
    put('lib/b.c', ['1', '1', '2', '2', '2'])
    assert put('test/lib/host/x.c', [text] * 5) == [1, 5]
    put('lib/b.c', ['1'] * 5)
    assert put('test/lib/host/y.c', [None, None, None, text, text]) == [4]
    assert put('test/lib/host/x.c', [text] * 5) == [1]
    put('lib/b.h', ['1', '1', '1', '1', '2'])  # the header of a source
    assert put('test/lib/host/x.c', [text] * 5) == [1, 5]
    put('lib/c.c', ['1', '2', '2', '2', '2'])
    text = '#include "lib/a.c"\n#include "lib/c.c"\n'
    assert put('test/lib/host/x.c', [text] * 5) == [1, 5]


def test_what_runs_all_tests_again_runs_in_two_chapters(put):
    for name in selection.WHOLE:
        assert put(f'test/system/{name}', [None, *'abcd']) == [2, 5]


def test_what_takes_very_long_is_left_to_all():
    folders = [selection.ROOT / 'common/harness/tests',
               selection.ROOT / 'book/tests',
               selection.ROOT / 'ch05-paging/test/system']
    found = [folder / name for folder in folders for name in selection.LONG
             if (folder / name).is_file()]
    assert {path.name for path in found} == selection.LONG
    assert all(selection.is_left_out(path) for path in found)


def test_the_others_are_counted(put):
    put('test/lib/stops.c', [PANICS] * 5)
    put('test/lib/host/x.c', ['a', 'a', 'b', 'b', 'b'])
    put('test/lib/x.py', ['a'] * 4)
    put('test/lib/x.c', ['TEST(x)\n'] * 5)
    put('test/lib/x.h', ['a'] * 5)
    put('test/lib/program/x.c', ['a'] * 5)
    count = selection.count_left_out(
        lambda path: path.suffix == '.py' or file_class(path))
    assert count == 3 + 2 + 2
