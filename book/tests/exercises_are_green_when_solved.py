# SPDX-License-Identifier: MIT
"""An exercise's test passes with the solution. That it fails without it is in
exercises_are_red_at_first.py. Both take minutes, so `make test ALL=1` alone runs
them; exercises_fit_their_chapters.py is quick.

Red if a chapter's code grows away from the solution.
"""

import pytest
from workshop import exercises

NAMES = exercises.names()


@pytest.mark.parametrize('name', NAMES)
def test_the_solution_solves_it(name):
    exercises.check(name, patch=exercises.solution(name))
