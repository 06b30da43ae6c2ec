# SPDX-License-Identifier: MIT
"""A machine without a keyboard controller boots."""

# Breaks: device/keyboard.c: return "there is no keyboard controller"; =>


def test_a_missing_controller_is_said_and_survived(boot):
    machine = boot(machine='pc,i8042=off')
    machine.wait_for('no keyboard: there is no keyboard controller')
    machine.wait_for('that you type is echoed')
