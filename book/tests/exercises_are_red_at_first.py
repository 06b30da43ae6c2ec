# SPDX-License-Identifier: MIT
"""An exercise's test fails on the chapter as it is. `make test` leaves this to
`make test ALL=1`, since each exercise is a build and a boot of its own.

Red if a chapter's code grows into the solution.
"""

import pytest
from workshop import exercises
from workshop.tree import Failure


@pytest.mark.parametrize('name', exercises.names())
def test_it_is_not_solved_yet(name):
    with pytest.raises(Failure) as raised:
        exercises.check(name)
    assert 'does not apply' not in str(raised.value)
