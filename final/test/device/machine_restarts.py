# SPDX-License-Identifier: MIT
"""`reboot` resets the machine: by the keyboard controller, or by the register
that the ACPI tables name."""

# Breaks: device/power.c: outb(I8042_COMMAND, I8042_RESET); =>
# Breaks: device/power.c: outb(power.reset_port, power.reset_value); =>

import pytest

from harness.shell import Shell


@pytest.mark.parametrize('model', [
    'pc',             # its tables are too old to name a register
    'pc,acpi=off',    # it has no tables
    'q35,i8042=off',  # it has the register alone
    'q35'])
def test_it_starts_anew(boot, model):
    machine = boot(machine=model, extra=['-action', 'reboot=reset'])
    shell = Shell(machine)
    shell.start('reboot')
    machine.wait_for('The machine restarts.\n')
    machine.wait_for('folio: final\n')


def test_a_reset_by_the_kernel_is_no_triple_fault(boot):
    machine = boot()
    Shell(machine).start('reboot')
    assert machine.wait_exit() == 0
    assert machine.is_restart and not machine.is_triple_fault
    assert machine.verdict == 'reset'


def test_a_machine_that_cannot_be_reset_says_so(boot):
    shell = Shell(boot(machine='pc,i8042=off,acpi=off'))
    assert shell.run('reboot; echo $?') == (
        'The machine restarts.\nerror: the machine cannot be reset\n1\n')
