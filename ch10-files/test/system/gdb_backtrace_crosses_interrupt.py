# SPDX-License-Identifier: MIT
"""GDB's backtrace goes on behind a trap, to the code that it interrupted; and behind a
system call, to the program that made it."""

# Breaks: trap/stubs.asm: push qword [rsp + TRAP_FRAME_RIP] =>

import re


def test_a_backtrace_goes_from_the_handler_to_kernel_main(debug_batch):
    printed = debug_batch('''
thbreak sti_and_hlt
continue
thbreak pit_handle_interrupt
continue
backtrace
''')
    frames = re.findall(r'^#\d+ +(?:0x\w+ in )?(\w+) \(', printed, re.MULTILINE)
    told = ['pit_handle_interrupt', 'trap_call_c', 'sti_and_hlt', 'idle', 'begin']
    assert [name for name in frames if name in told] == told, printed


def test_a_backtrace_goes_from_a_system_call_to_its_program(debug_batch):
    printed = debug_batch('''
thbreak sys_write_to
continue
program sh
backtrace
''')
    frames = re.findall(r'^#\d+ +(?:0x\w+ in )?(\w+) \(', printed, re.MULTILINE)
    told = ['sys_write_to', 'syscall_call_c', 'main']
    assert [name for name in frames if name in told] == told, printed
