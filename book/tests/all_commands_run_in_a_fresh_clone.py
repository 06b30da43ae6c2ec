# SPDX-License-Identifier: MIT
"""All that commands_run_in_a_fresh_clone.py says, with nothing left out: what
takes long is typed too, nothing is compiled before, and the transcripts without
a mistake are repeated in the clone. `make test` leaves this to
`make test ALL=1`.

Red if a command that takes long fails.
"""

from workshop import clone


def test_each_command_works():
    with clone.new() as fresh:
        wrong = clone.type_all(fresh, with_slow=True)
    assert not wrong, '\n'.join(wrong)
