# SPDX-License-Identifier: MIT
"""An exercise has one test, and its solution still fits the chapter, to the
letter. That it is solved by it is in exercises_are_green_when_solved.py.

Red if a chapter's code grows away from the solution.
"""

import subprocess

import pytest
from workshop import exercises

NAMES = exercises.names()


@pytest.mark.parametrize('name', NAMES)
def test_the_solution_applies(name):
    patch = exercises.EXERCISES / name / 'solution.patch'
    done = subprocess.run(['patch', '-p1', '-F0', '--dry-run', '-i', patch],
                          cwd=exercises.chapter_of(name), check=False,
                          text=True, capture_output=True)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize('name', NAMES)
def test_it_has_one_test(name):
    folder = exercises.EXERCISES / name
    assert sorted(path.name for path in folder.iterdir()) in (
        ['README.md', 'solution.patch', 'test.c'],
        ['README.md', 'program.c', 'solution.patch', 'test.c'],
        ['README.md', 'solution.patch', 'test.py'])
