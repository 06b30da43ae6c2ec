# SPDX-License-Identifier: MIT
"""`poweroff` ends QEMU with status 0, or says why it cannot."""

# Breaks: device/power.c: kept | type | ACPI_PM1_SLP_EN => kept | type
# Breaks: boot/bootinfo.c: info->rsdp = tag + 1; => info->rsdp = tag;
# Breaks: syscall/machine_calls.c: case REBOOT_POWER_OFF: return switch_off(); =>

import pytest

from harness import qemu
from harness.shell import Shell


def power_off(machine):
    Shell(machine).start('poweroff')
    assert machine.wait_exit(timeout=20) == 0
    assert machine.shutdown_reason == 'guest-shutdown'


@pytest.mark.parametrize('model', ['pc', 'q35'])
def test_it_powers_off(boot, model):
    power_off(boot(machine=model))


def test_it_powers_off_after_uefi(boot):
    if not qemu.has_uefi():
        pytest.skip('no UEFI firmware for QEMU')
    power_off(boot(machine='q35', firmware='uefi', memory='256M'))


def test_a_machine_without_tables_says_so(boot):
    shell = Shell(boot(machine='pc,acpi=off'))
    assert shell.run('poweroff; echo $?') == (
        'error: the machine cannot be switched off: '
        'the firmware has no ACPI tables\n1\n')
