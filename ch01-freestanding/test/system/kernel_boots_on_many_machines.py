# SPDX-License-Identifier: MIT
"""Memory sizes, CPUs and boards, each with the kernel that `make run` boots."""

# Breaks: boot/kernel.ld: . = 1M; => . = 3960K;

import pytest

from harness import bochs

LAST_LINE = 'Hello from code with no system under it.'


@pytest.mark.parametrize('memory', ['4M', '16M', '1G', '3584M', '16G'])
def test_with_memory_of(boot, memory):
    boot(memory=memory).wait_for(LAST_LINE)


@pytest.mark.parametrize('cpu', ['qemu32', 'max'])
def test_on_the_cpu(boot, cpu):
    boot(cpu=cpu).wait_for(LAST_LINE)


@pytest.mark.parametrize('machine', ['pc', 'q35'])
def test_on_the_board(boot, machine):
    boot(machine=machine).wait_for(LAST_LINE)


def test_under_bochs(chapter):
    bochs.boot(chapter.iso, LAST_LINE)
