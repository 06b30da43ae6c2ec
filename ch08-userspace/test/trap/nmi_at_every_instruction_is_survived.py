# SPDX-License-Identifier: MIT
"""An NMI or machine check comes where gs and rsp are still the program's."""

# Breaks: trap/stubs.asm: js .gs_is_ours => jmp .gs_is_ours
# Breaks: trap/idt.c: VECTOR_NMI: return IST_NMI => VECTOR_NMI: return IST_NONE
# Breaks: trap/idt.c: return IST_MACHINE_CHECK; => return IST_NONE;
# Breaks: trap/stubs.asm: je .gs_is_ours => jmp .gs_is_ours

import re

import pytest

# Stops the machine at each of these places in turn, and sends the event there.
# A place is skipped while the handler of the last event is still on its own
# stack: the CPU would delay the next event.
DRIVER = r"""
tbreak process_start
continue
python
def address(name):
    return int(gdb.parse_and_eval(f"(unsigned long)&'{name}'"))

def instructions(start, last):
    # From a symbol up to the first that begins so.
    architecture = gdb.selected_frame().architecture()
    listed = architecture.disassemble(address(start), count=100)
    texts = [line['asm'].startswith(last) for line in listed]
    return [line['addr'] for line in listed[:texts.index(True) + 1]]

def go_to(place, condition=''):
    gdb.execute(f'tbreak {place} {condition}')
    gdb.execute('continue')

def send_at(place):
    stack = 'boot_cpu.tss.ist[IST - 1]'
    go_to(f'*{place}', f'if {stack} - (unsigned long)$rsp >= 16384')
    gdb.execute('monitor EVENT')
    go_to('HANDLER')
    print(f'sent at {place:#x}')

# The start of the program, then the entries to the kernel and the returns. Left
# out is the code that runs only on a stack for faults, and not for calls.
stub = address('trap_stubs') + 16 * 0x80
places = instructions('enter_program', 'iret')
places += [stub, stub + 2]
places += instructions('trap_common', 'jne ')
places += instructions('trap_common.from_ring_3', 'je ')
places += instructions('trap_common.gs_is_ours', 'iret')
places += instructions('syscall_entry', 'sysret')
places += instructions('syscall_call_c.unknown', 'jmp')
for place in places:
    send_at(place)
# And in ring 3, at the call's return address.
go_to('syscall_entry')
send_at(int(gdb.parse_and_eval('(unsigned long)$rcx')))
end
"""


def send_everywhere(machine, gdb, chapter, **words):
    commands = DRIVER
    for word, value in words.items():
        commands = commands.replace(word, value)
    sent = re.findall(r'^sent at (0x\w+)$', gdb(machine, commands,
                                                chapter.test_elf), re.MULTILINE)
    machine.wait_for('\ntests: 1 passed, 0 failed\n')
    came = re.findall(r'^it came at (0x\w+)$', machine.text, re.MULTILINE)
    assert len(sent) > 80 and came == sent


@pytest.fixture
def machine(chapter, boot):
    return boot(chapter.test_iso, 'test=nmi_and_machine_check_in_program_are_survived',
                gdb=True, stopped=True, linger=True, cpu='max')


def test_an_nmi_does(machine, gdb, chapter):
    send_everywhere(machine, gdb, chapter, EVENT='nmi', IST='2',
                    HANDLER='on_nmi')


def test_a_machine_check_does(machine, gdb, chapter):
    # CPU 0, bank 0; status: valid, uncorrected; MCG status: in progress.
    send_everywhere(machine, gdb, chapter,
                    EVENT='mce 0 0 0xb200000000000000 0x5 0 0', IST='3',
                    HANDLER='on_machine_check')
