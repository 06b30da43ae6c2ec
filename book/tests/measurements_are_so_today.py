# SPDX-License-Identifier: MIT
"""What `make bench` prints on the pages is what it prints today. Each of these
commands takes half a minute or more, so `make test ALL=1` alone runs them.

Red if a figure of a transcript is changed.
"""

import pytest
from workshop import sessions


@pytest.mark.parametrize('name', sessions.measuring())
def test_the_bench_prints_this(name):
    sessions.check('transcript', name)
