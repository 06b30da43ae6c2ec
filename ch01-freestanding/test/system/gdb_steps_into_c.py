# SPDX-License-Identifier: MIT
"""GDB steps from the kernel's first instruction to C, as in `make debug`."""

# Breaks: boot/entry.asm: mov esp, boot_stack_end => xor esp, esp


def test_a_session_goes_from_entry_to_kernel_main(debug_batch):
    printed = debug_batch('''
thbreak entry
continue
mode
print/x $eax
stepi
stepi
print $esp == &boot_stack_end
thbreak kernel_main
continue
print/x magic
mode
backtrace
''')
    assert 'entry () at boot/entry.asm' in printed
    assert printed.count('protected mode, without paging') == 2
    assert printed.count('= 0x36d76289') == 2
    assert '= 1' in printed
    assert 'kernel_main (magic=920085129' in printed
    assert ' in entry () at boot/entry.asm' in printed
