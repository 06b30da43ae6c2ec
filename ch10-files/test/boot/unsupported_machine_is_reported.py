# SPDX-License-Identifier: MIT
"""Each of the three checks of boot/entry.asm, with its own message."""

# Breaks: boot/entry.asm: call has_long_mode =>
# Breaks: boot/refuse.asm: stosw =>

from harness import screen


def refusal(machine):
    """The one line that is printed before the CPU halts, and shown."""
    machine.wait_for('folio: cannot start')
    machine.wait_stopped()
    lines = machine.text.splitlines()
    assert len(lines) == 1
    assert screen.text(machine)[0] == lines[0]
    return lines[0]


def test_wrong_magic_is_reported(boot, gdb):
    machine = boot(gdb=True, stopped=True)
    gdb(machine, '''
        thbreak entry
        continue
        set $rax = 0x2badb002
        ''')
    assert 'not loaded by a Multiboot2 boot loader' in refusal(machine)


def test_cpu_without_cpuid_is_reported(boot, gdb):
    # Every CPU of QEMU has CPUID, so the test undoes the change of ID: ecx
    # holds the flags before the change, eax those after it.
    machine = boot(gdb=True, stopped=True)
    gdb(machine, '''
        thbreak has_cpuid.compare
        continue
        set $rax = $rcx
        ''')
    assert 'no CPUID' in refusal(machine)


def test_cpu_without_long_mode_is_reported(boot):
    assert 'no 64-bit mode' in refusal(boot(cpu='qemu32'))


def test_cpu_without_extended_leaves_is_reported(boot):
    assert 'no 64-bit mode' in refusal(boot(cpu='pentium'))
