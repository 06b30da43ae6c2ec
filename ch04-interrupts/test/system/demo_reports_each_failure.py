# SPDX-License-Identifier: MIT
"""Each key that makes the kernel fail leads to that failure's report."""

# Breaks: demo.c: failures[i].fail(); =>


def test_each_way_to_fail_has_its_report(boot):
    for keys, report in ((['alt', '1'], 'divide error (#DE) at'),
                         (['f2'], 'invalid opcode (#UD) at'),
                         (['alt_r', '3'], 'a write in ring 0, at 0x0'),
                         (['f4'], 'entry 582 of the GDT'),
                         (['alt', '5'], 'the boot stack has overflowed'),
                         (['f6'], 'assertion failed: zero == 1')):
        machine = boot()
        machine.wait_for('that you type is echoed')
        machine.send_key(*keys)
        machine.wait_for('PANIC')
        machine.wait_for(report)
        machine.wait_stopped()
        machine.quit()
