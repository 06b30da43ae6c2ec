# SPDX-License-Identifier: MIT
"""While the kernel waits for a key, the CPU is halted."""

# Breaks: common/x86/cpu.h: "sti; hlt" => "sti"


def test_it_is_halted_nearly_always(boot):
    machine = boot()
    machine.wait_for('that you type is echoed')
    samples = [machine.is_halted() for _ in range(40)]
    assert samples.count(True) > 30
