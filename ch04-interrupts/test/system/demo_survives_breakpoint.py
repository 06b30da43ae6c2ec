# SPDX-License-Identifier: MIT
"""What `make run` shows before a key is pressed."""

# Breaks: demo.c: trap_set_handler(VECTOR_BREAKPOINT, report_and_go_on); =>

import re


def test_the_report_comes_and_the_kernel_goes_on(boot):
    machine = boot()
    machine.wait_for('and we are still here')
    assert re.search(r'breakpoint \(#BP\) at 0x\w+ demo_run\+0x', machine.text)
    assert re.search(r'^  0x\w+ kernel_main\+0x', machine.text, re.MULTILINE)
    machine.wait_for('A second of ticks: ')
    machine.wait_for('that you type is echoed')
    ticks = re.search(r'A second of ticks:([ \d]+)', machine.text)[1].split()
    assert [int(n) // 10 for n in ticks] == list(range(1, 11))
