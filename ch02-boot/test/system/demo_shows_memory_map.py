# SPDX-License-Identifier: MIT
"""What `make run` shows: the mode bits and the memory map."""

# Breaks: demo.c: available += range.nbytes; => available = range.nbytes;

import re


def shown(machine):
    machine.wait_stopped()
    return machine.text


def test_each_mode_bit_is_1(boot):
    bits = re.findall(r'^  ([A-Z0-9.]+) += (\d)', shown(boot()), re.MULTILINE)
    assert bits == [(name, '1') for name in
                    ('CR0.PE', 'CR0.PG', 'CR4.PAE', 'EFER.LME', 'EFER.LMA')]


def test_the_available_memory_follows_the_machine(boot):
    def available(memory):
        text = shown(boot(memory=memory))
        return int(re.search(r'(\d+) KiB are available', text)[1])

    # The firmware keeps a little for itself.
    assert 120 * 1024 < available('128M') < 128 * 1024
    assert 6000 * 1024 < available('6G') < 6144 * 1024


def test_the_command_line_is_shown(boot):
    assert 'Command line: "hello there"\n' in shown(
        boot(command_line='hello there'))
