# SPDX-License-Identifier: MIT
"""Memory sizes, CPUs, boards and firmware, with the kernel of `make run`.
Bochs is in tests_pass_under_bochs.py."""

# Breaks: boot/bootinfo.c: if (length > UINT64_MAX - start) {
#     => if (start + length > UINT64_C(1) << 39) {

# Breaks: memory/kernel_space.c: extend_direct_map(); =>
# Breaks: main.c: frame_add_high_memory(); =>

import pytest

from harness import qemu


def wait(machine):
    machine.wait_for('$ ', timeout=60)
    assert 'PANIC' not in machine.text


@pytest.mark.parametrize('memory', ['4M', '8M', '16M', '1G', '3584M', '5G', '16G'])
def test_with_memory_of(boot, memory):
    wait(boot(memory=memory))


@pytest.mark.parametrize('cpu', ['qemu64', 'qemu64,-nx', 'Nehalem', 'max'])
def test_on_the_cpu(boot, cpu):
    wait(boot(cpu=cpu))


# The tests inside the kernel, where memory and CPU are not the usual ones.
@pytest.mark.parametrize('memory, cpu', [('32M', 'max'),
                                         ('128M', 'qemu64,-nx')])
def test_its_own_tests_pass_with(chapter, boot, memory, cpu):
    machine = boot(chapter.test_iso, memory=memory, cpu=cpu)
    machine.wait_for(' passed, 0 failed', timeout=120)


@pytest.mark.parametrize('memory', ['5G', '16G'])
def test_memory_above_4_gib_is_used(chapter, boot, memory):
    machine = boot(chapter.test_iso, 'test=direct_map_covers_all_memory',
                   memory=memory)
    machine.wait_for('1 passed, 0 failed', timeout=60)


@pytest.mark.parametrize('machine', ['pc', 'q35'])
def test_on_the_board(boot, machine):
    wait(boot(machine=machine))


@pytest.mark.skipif(not qemu.has_uefi(), reason='no UEFI firmware (OVMF)')
def test_after_uefi(boot):
    wait(boot(firmware='uefi', memory='256M'))
