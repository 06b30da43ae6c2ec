# SPDX-License-Identifier: MIT
"""NMIs and machine checks, injected while the kernel idles."""

# Breaks: trap/report.c: wrmsr(MSR_MCG_STATUS, 0); =>
# Breaks: cpu/this_cpu.c: cpu->tss.ist[ist - 1] = stack_end_for_ist(ist); =>

READY = 'that you type is echoed'


def test_an_nmi_is_reported(boot):
    machine = boot()
    machine.wait_for(READY)
    machine.inject_nmi()
    machine.wait_for('PANIC: non-maskable interrupt')
    machine.wait_stopped()


def test_an_nmi_after_a_panic_is_told_as_that(boot):
    machine = boot()
    machine.wait_for(READY)
    machine.send_key('f1')
    machine.wait_for('The machine is stopped.')
    machine.wait_stopped()
    machine.inject_nmi()
    machine.wait_for(', after another\n')
    machine.wait_stopped()


def test_a_machine_check_is_reported(boot):
    machine = boot(cpu='max')
    machine.wait_for(READY)
    # CPU 0, bank 0; status: valid, uncorrected; MCG status: in progress.
    machine.hmp('mce 0 0 0xb200000000000000 0x5 0 0')
    machine.wait_for('PANIC: machine check')
    machine.wait_stopped()
    # A second machine check does not remove the report of the first.
    machine.hmp('mce 0 0 0xb200000000000000 0x5 0 0')
    machine.wait_for(', after another\n')
    machine.wait_stopped()
