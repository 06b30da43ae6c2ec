# SPDX-License-Identifier: MIT
"""demo.c goes on after the faults that it provokes, and after no other."""

# Breaks: demo.c: (is_reporting_all || resume_rip == 0) => (is_reporting_all)


def test_a_fault_of_our_own_is_told_and_is_the_last(boot, gdb):
    machine = boot(gdb=True, stopped=True, linger=True)
    gdb(machine, '''
thbreak show_keys
continue
set var $rip = 0x123000
detach
''')
    machine.wait_for('PANIC: page fault (#PF) at 0x123000')
    machine.wait_for('a fetch of code in ring 0, at 0x123000')
    machine.wait_stopped()
    assert 'double fault' not in machine.text
