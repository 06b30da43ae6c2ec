# SPDX-License-Identifier: MIT
"""A machine that has no timer: the kernel could not wait for anything."""

# Breaks: device/pit.c: if (poll == POLLS_MAX) { => if (poll > 9) { return;


def test_a_missing_timer_ends_in_a_panic(boot):
    machine = boot(machine='pc,pit=off')
    machine.wait_for('no timer tick (IRQ 0) arrives', 90)  # many polls
    machine.wait_stopped()
