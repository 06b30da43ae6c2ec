# SPDX-License-Identifier: MIT
"""Memory sizes, CPUs, boards and firmware, with the kernel of `make run`."""

# Breaks: boot/bootinfo.c: if (length > UINT64_MAX - start) {
#     => if (start + length > UINT64_C(1) << 39) {

import pytest

from harness import bochs, qemu


def wait(machine):
    machine.wait_for('that you type is echoed', timeout=30)
    assert 'PANIC' not in machine.text


@pytest.mark.parametrize('memory', ['4M', '16M', '1G', '3584M', '16G'])
def test_with_memory_of(boot, memory):
    wait(boot(memory=memory))


@pytest.mark.parametrize('cpu', ['qemu64', 'Nehalem', 'max'])
def test_on_the_cpu(boot, cpu):
    wait(boot(cpu=cpu))


@pytest.mark.parametrize('machine', ['pc', 'q35'])
def test_on_the_board(boot, machine):
    wait(boot(machine=machine))


@pytest.mark.skipif(not qemu.has_uefi(), reason='no UEFI firmware (OVMF)')
def test_after_uefi(boot):
    wait(boot(firmware='uefi', memory='256M'))


def test_under_bochs(chapter):
    bochs.boot(chapter.test_iso, ' passed, 0 failed')
