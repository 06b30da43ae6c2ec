# SPDX-License-Identifier: MIT
"""What `make run` shows: each kind of refused access is described and survived;
a key repeats one of them with the full report."""

# Breaks: memory/kernel_space.c: {kernel_start, text_start, PTE_NX},
#     => {kernel_start, text_start, PTE_WRITE | PTE_NX},
# Breaks: demo.c: kprintf("  the CPU does not refuse it\n"); =>
# Breaks: demo.c: is_reporting_all = false; =>

import pytest

READY = 'that you type is echoed'

# By the number of the access: what is said of it, line by line.
SAID = [
    ('a read in ring 0, at 0x0: no page is mapped there',
     'that is in the null page'),
    ('a write in ring 0, at 0xffffffff8', 'the page does not allow it',
     "that is in the kernel's constants",
     'mapped to 0x1', 'in a page of 4 KiB: read'),
    ('a write in ring 0, at 0xffff8000001', 'the page does not allow it',
     'that is in the direct map',
     'mapped to 0x1', 'in a page of 4 KiB: read'),
    ('a write in ring 0, at 0xffffffff8', 'the page does not allow it',
     "that is in the kernel's code",
     'mapped to 0x1',
     'in a page of 4 KiB: read, execute'),
    ('a fetch of code in ring 0, at 0xffffffff8',
     'the page does not allow it',
     "that is in the kernel's variables",
     'mapped to 0x1',
     'in a page of 4 KiB: read, write'),
    ('a write in ring 0, at 0xffffffff8', 'no page is mapped there',
     'that is the guard page of the boot stack'),
    ('a read in ring 0, at 0xffffc00000000000: no page is mapped there',
     "that is in the heap's region"),
]


def test_each_is_told_and_the_kernel_goes_on(boot):
    machine = boot()
    for number, lines in enumerate(SAID, 1):
        machine.wait_for(f'\n{number}. To ')
        for line in lines:
            machine.wait_for(line)
    machine.wait_for(READY)
    assert 'PANIC' not in machine.text


@pytest.mark.parametrize('number', range(1, len(SAID) + 1))
def test_by_key_it_is_the_last(boot, number):
    machine = boot()
    machine.wait_for(READY)
    machine.send_key('alt', str(number))
    machine.wait_for('PANIC: page fault (#PF) at ')
    for line in SAID[number - 1]:
        machine.wait_for(line)
    machine.wait_stopped()


def test_without_nx_a_variable_is_executed(boot):
    machine = boot(cpu='qemu64,-nx')
    machine.wait_for('5. To execute a variable:\n'
                     '  the CPU does not refuse it\n6. To ')
    machine.wait_for(READY)
    machine.send_key('f5')
    machine.wait_for('  the CPU does not refuse it\n')
    machine.send_key('alt', 'r') # all of them once more, and none is the last
    machine.wait_for(READY)
    assert 'PANIC' not in machine.text


def test_all_frames_but_those_of_tables_come_back(boot):
    machine = boot()
    machine.wait_for(READY)
    line = next(line for line in machine.text.splitlines()
                if line.startswith('Free frames:'))
    words = line.replace(';', '').split()
    before, meanwhile, after = int(words[2]), int(words[4]), int(words[-2])
    ntables = 2  # which stay, for the next pages
    assert meanwhile == before - 100 - ntables
    assert after == before - ntables
