# SPDX-License-Identifier: MIT
"""The registers of FPU, SSE and AVX, where the CPU has AVX, and where it has
XSAVE without AVX; QEMU's usual one has neither."""

# Red when cpu/fpu.c has
#     has.eax & (XCR0_X87 | XCR0_SSE);
# instead of
#     has.eax & (XCR0_X87 | XCR0_SSE | XCR0_AVX);
# Red when cpu/fpu.c lacks
#     state_size = cpuid(CPUID_EXTENDED_STATE, 0).ebx;

import pytest


@pytest.mark.parametrize('cpu', ['max', 'max,avx=off', 'max,xsave=off'])
def test_on_this_cpu(chapter, boot, cpu):
    machine = boot(chapter.test_iso,
                   'test=registers_of_programs_are_their_own', cpu=cpu)
    machine.wait_for('1 passed, 0 failed', timeout=60)
