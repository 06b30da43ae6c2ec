# SPDX-License-Identifier: MIT
"""`make run CMDLINE=poison` fills all free frames, and the kernel runs on."""

# Breaks: main.c: frame_poison(); =>
# Breaks: memory/frame.c: memory_of(number), POISON => memory_of(number), 0

POISON = 0xDEADF8EEDEADF8EE.to_bytes(8, 'little')


def test_a_free_frame_holds_the_pattern(boot):
    machine = boot(command_line='poison')
    machine.wait_for('that you type is echoed')
    # The highest frames have been in use by then, and were freed.
    for address in (0x400000, 0x7FD0000):
        assert machine.read_physical(address, 4096) == 512 * POISON


def test_it_is_off_if_nobody_asks(boot):
    machine = boot()
    machine.wait_for('that you type is echoed')
    assert POISON not in machine.read_physical(0x400000, 4096)
