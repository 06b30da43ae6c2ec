# SPDX-License-Identifier: MIT
"""Exercises: is a reader's chapter a solution?

The chapter is copied, the exercise's test takes the place of the chapter's own,
the copy is built, and the test runs.
"""

import os
import re
import shutil

from . import BOOK, ROOT
from . import tree
from .tree import Failure

from harness import kernel_tests  # noqa: E402

EXERCISES = BOOK / 'exercises'
DECLARED = re.compile(r'^(TEST|TEST_PANICS)\s*\(\s*(\w+)', re.MULTILINE)
OF_PYTEST = re.compile(r'[=_]{4}|[.FEs]+ +\[|FAILED|bringing up nodes|'
                       r'\d+ (passed|failed)')
TIMEOUT = 120


def names():
    return sorted(path.parent.relative_to(EXERCISES).as_posix()
                  for path in EXERCISES.glob('*/*/README.md'))


def chapter_of(name):
    return tree.chapter_folder(name.split('/')[0])


def solution(name):
    return EXERCISES / name / 'solution.patch'


def check(name, chapter=None, patch=None):
    """Raises Failure, which says why, unless the test passes."""
    folder = EXERCISES / name
    if not (folder / 'README.md').is_file():
        raise Failure(f'there is no exercise {name}; there are '
                      + ', '.join(names()))
    with tree.copied(chapter or chapter_of(name), patch) as copy:
        shutil.rmtree(copy / 'test', ignore_errors=True)
        tests = copy / 'test/exercise'
        tests.mkdir(parents=True)
        if (folder / 'test.c').exists():
            check_in_kernel(folder / 'test.c', copy, tests)
        else:
            check_from_outside(folder / 'test.py', copy, tests)


def check_in_kernel(source, copy, tests):
    """Runs a test in C as harness/kernel_tests.py does."""
    declared = DECLARED.search(source.read_text(encoding='utf-8'))
    if not declared:
        raise Failure(f'{source} holds no TEST(name)')
    kind, name = declared.groups()
    shutil.copy(source, tests / f'{name}.c')
    program = source.with_name('program.c')
    if program.exists():  # the test starts it, by the name of "exercise"
        (tests / 'program').mkdir()
        shutil.copy(program, tests / 'program/exercise.c')
    is_panic = kind == 'TEST_PANICS'
    # A kernel that reads no command line has an image for each of these.
    is_own = is_panic and not tree.describe(copy).command_line
    image = f'test-{name}.iso' if is_own else 'test.iso'
    chapter = tree.build(copy, image)
    command_line = None
    if chapter.command_line:
        command_line = f'test={name}' if is_panic else ''
    ended = kernel_tests.run(chapter.build / image, chapter.bits, command_line)
    (kernel_tests.judge_panic if is_panic else kernel_tests.judge)(name, ended)


def check_from_outside(source, copy, tests):
    """Runs a test in Python with the harness's fixtures."""
    test = tests / f"{re.sub(r'[^a-z0-9]', '_', source.parent.name)}.py"
    shutil.copy(source, test)
    chapter = tree.build(copy, 'all')
    # Where the fixtures find it; -n 0: no second process for a single test.
    ended = tree.run([str(ROOT / 'common/tools/test'), str(test), '-n', '0'],
                     copy, TIMEOUT, MAKEFLAGS=' -- BUILD=' + os.path.relpath(
                         chapter.build, copy))
    if ended.returncode:
        raise Failure(reason(ended.stdout))


def reason(said):
    """What the tests said, without pytest's frame."""
    lines = [line for line in said.splitlines()
             if line.strip() and not OF_PYTEST.match(line)]
    return '\n'.join(lines[-40:]) or said
