# SPDX-License-Identifier: MIT
"""The registers of FPU and SSE on CPUs with AVX and XSAVE, and without: QEMU's
default CPU has neither. The kernel switches AVX off."""

# Breaks: cpu/fpu.c: & ~(uintptr_t)CR4_OSXSAVE =>

import pytest


@pytest.mark.parametrize('cpu', ['max', 'max,avx=off', 'max,xsave=off'])
def test_on_this_cpu(chapter, boot, cpu):
    machine = boot(chapter.test_iso,
                   'test=fpu_registers_are_private', cpu=cpu)
    machine.wait_for('1 passed, 0 failed', timeout=60)


def test_avx_is_off(chapter, boot):
    machine = boot(chapter.test_iso,
                   'test=avx_raises_invalid_opcode', cpu='max')
    machine.wait_for('1 passed, 0 failed')
