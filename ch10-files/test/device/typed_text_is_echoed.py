# SPDX-License-Identifier: MIT
"""Keys pressed from outside, and what the kernel makes of them."""

# Breaks: device/keyboard.c: I8042_CONFIG_TRANSLATE) || => 0) ||
# Breaks: device/scancode.c: && with & MODIFIER_CTRL => && with & MODIFIER_SHIFT
# Breaks: device/keyboard.c: #define QUEUE_LENGTH 256 => #define QUEUE_LENGTH 4

import random
import string

from harness import screen

READY = '$ '


def start(boot):
    machine = boot()
    machine.wait_for(READY)
    return machine


def test_text_is_echoed_on_screen_and_serial(boot):
    machine = start(boot)
    text = 'Hello, World! ~`{}|"<>?:_+ 0123456789'
    machine.send_keys(text + '\n.')
    machine.wait_for(text)
    machine.wait_for('.')
    assert READY + text in screen.text(machine)


def erase(machine, count):
    machine.send_keys('\b' * count)


def test_backspace_erases_all_columns_of_a_character(boot):
    machine = start(boot)
    machine.send_keys('wrong')
    erase(machine, len('wrong'))
    machine.send_keys('a\tb\t')  # each tab is erased as a whole ...
    machine.send_key('ctrl', 'a')  # ... and ^A too
    erase(machine, len('\tb\t\1'))
    machine.send_keys('c' * 90)    # and the end of a line of two rows
    erase(machine, 88)
    machine.send_keys('right\n.')
    machine.wait_for('.')
    assert READY + 'accright' in screen.text(machine)


def test_backspace_erases_nothing_that_the_kernel_printed(boot):
    machine = start(boot)
    before = screen.text(machine)
    machine.send_keys('\tx')
    erase(machine, 90)  # more than a row
    machine.send_keys('y\b\b\b;')
    machine.wait_for(';')
    last = max(row for row, line in enumerate(before) if line)
    assert screen.text(machine)[:last + 1] == before[:last] + [READY + ';']


def test_caps_lock_and_both_shifts_make_capitals(boot):
    machine = start(boot)
    machine.send_key('caps_lock')
    machine.send_keys('abc1')
    machine.send_key('shift', 'd')
    machine.send_key('caps_lock')
    machine.send_key('shift_r', 'e')
    machine.send_keys('f\n')
    machine.wait_for('ABC1dEf')


def test_ctrl_and_a_letter_make_one_character(boot):
    machine = start(boot)
    machine.send_key('ctrl', 'a')
    machine.send_key('ctrl_r', 'z')
    machine.send_keys('\x1b.\n')
    machine.wait_for('^A^Z^[.')


def press_at_once(machine, keys):
    """All in one command: the guest runs only when all are in the queue."""
    machine.qmp('input-send-event', events=[
        {'type': 'key', 'data': {'down': is_down,
                                 'key': {'type': 'qcode', 'data': key}}}
        for key in keys for is_down in (True, False)])


def test_none_of_1000_keys_is_lost_from_a_full_queue(boot):
    machine = start(boot)
    before = len(machine.text)
    letters = random.Random(1).choices(string.ascii_lowercase, k=1000)
    # A key is two bytes, pressed and let go; the controller queues 16.
    bursts = [letters[i:i + 8] for i in range(0, len(letters), 8)]
    for burst in bursts:
        press_at_once(machine, burst)
        machine.wait_for(''.join(burst))
    assert machine.text[before:].strip() == ''.join(letters)
