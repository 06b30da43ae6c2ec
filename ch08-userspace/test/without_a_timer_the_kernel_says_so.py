# SPDX-License-Identifier: MIT
"""A machine that has no timer: the kernel could not wait for anything."""

# Red when device/pit.c has
#     if (0) {
# instead of
#     if (!is_counting()) {


def test_a_missing_timer_ends_in_a_panic(boot):
    machine = boot(machine='pc,pit=off')
    machine.wait_for('there is no timer')
    machine.wait_stopped()
