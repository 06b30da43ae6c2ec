# SPDX-License-Identifier: MIT
"""A machine that has no interrupt controller: no tick and no key would come."""

# Breaks: trap/pic.c: inb(PIC1_DATA) == 0xFF => 0


def test_a_missing_interrupt_controller_ends_in_a_panic(boot):
    machine = boot(machine='pc,pic=off')
    machine.wait_for('there is no interrupt controller')
    machine.wait_stopped()
