# SPDX-License-Identifier: MIT
"""Memory sizes, CPUs, boards and firmware, with the kernel of `make run`."""

# Red when boot/bootinfo.c has
#     if (start + length > UINT64_C(1) << 39) {
# instead of
#     if (length > UINT64_MAX - start) {

# Red when memory/kernel_space.c lacks
#     extend_direct_map();
# Red when main.c lacks
#     frame_add_high_memory();

import pytest

from harness import bochs, iso, qemu


def wait(machine):
    machine.wait_for('that you type is echoed', timeout=60)
    assert 'PANIC' not in machine.text


@pytest.mark.parametrize('memory', ['4M', '8M', '16M', '1G', '3584M', '5G', '16G'])
def test_with_memory_of(boot, memory):
    wait(boot(memory=memory))


@pytest.mark.parametrize('cpu', ['qemu64', 'qemu64,-nx', 'Nehalem', 'max'])
def test_on_the_cpu(boot, cpu):
    wait(boot(cpu=cpu))


# The tests inside the kernel, where memory or CPU are not the usual ones.
@pytest.mark.parametrize('memory', ['32M'])
def test_its_own_tests_pass_with_memory_of(chapter, boot, memory):
    machine = boot(chapter.test_iso, memory=memory)
    machine.wait_for(' passed, 0 failed', timeout=120)


@pytest.mark.parametrize('memory', ['5G', '16G'])
def test_memory_above_4_gib_is_used(chapter, boot, memory):
    machine = boot(chapter.test_iso, 'test=all_of_memory_is_in_the_direct_map',
                   memory=memory)
    machine.wait_for('1 passed, 0 failed', timeout=60)


@pytest.mark.parametrize('cpu', ['max', 'qemu64,-nx'])
def test_its_own_tests_pass_on_the_cpu(chapter, boot, cpu):
    machine = boot(chapter.test_iso, cpu=cpu)
    machine.wait_for(' passed, 0 failed', timeout=120)


@pytest.mark.parametrize('machine', ['pc', 'q35'])
def test_on_the_board(boot, machine):
    wait(boot(machine=machine))


@pytest.mark.skipif(not qemu.has_uefi(), reason='no UEFI firmware (OVMF)')
def test_after_uefi(boot):
    wait(boot(firmware='uefi', memory='256M'))


def test_under_bochs(chapter, tmp_path):
    # See the_same_under_bochs.py as well.
    image = iso.with_command_line(chapter.test_iso,
                                  'test=registers_survive_a_million_switches',
                                  tmp_path / 'test.iso')
    bochs.boot(image, ' passed, 0 failed')
