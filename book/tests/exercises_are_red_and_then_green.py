# SPDX-License-Identifier: MIT
"""An exercise's test fails on the chapter as it is, and passes with the
solution.

Red if a chapter's code grows into the solution, or away from it.
"""

import pytest
from workshop import exercises
from workshop.tree import Failure

NAMES = exercises.names()


@pytest.mark.parametrize('name', NAMES)
def test_it_is_not_solved_yet(name):
    with pytest.raises(Failure) as raised:
        exercises.check(name)
    assert 'does not apply' not in str(raised.value)


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
