# SPDX-License-Identifier: MIT
"""An exercise's test passes with the solution. That it fails without it is in
exercises_are_red_at_first.py.

Red if a chapter's code grows away from the solution.
"""

import pytest
from workshop import exercises

NAMES = exercises.names()


@pytest.mark.parametrize('name', NAMES)
def test_the_solution_solves_it(name):
    exercises.check(name, patch=exercises.solution(name))


@pytest.mark.parametrize('name', NAMES)
def test_it_has_one_test(name):
    folder = exercises.EXERCISES / name
    assert sorted(path.name for path in folder.iterdir()) in (
        ['README.md', 'solution.patch', 'test.c'],
        ['README.md', 'program.c', 'solution.patch', 'test.c'],
        ['README.md', 'solution.patch', 'test.py'])
