# SPDX-License-Identifier: MIT
"""What `make run` shows, and that it ends."""

# Breaks: main.c: halt_forever(); => for (;;) {}


def test_the_greeting_comes_and_the_cpu_halts(boot):
    machine = boot()
    machine.wait_for('Hello from code with no system under it.')
    machine.wait_stopped()
    assert machine.text.splitlines() == [
        'folio: ch01-freestanding',
        'Hello from code with no system under it.',
    ]
