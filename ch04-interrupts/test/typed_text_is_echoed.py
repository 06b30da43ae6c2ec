# SPDX-License-Identifier: MIT
"""Keys pressed from outside, and what the kernel makes of them."""

# Red when device/keyboard.c lacks
#     | I8042_CONFIG_TRANSLATE

from harness import screen

READY = 'assert what is not so'


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
    assert text in screen.text(machine)


def test_backspace_takes_back(boot):
    machine = start(boot)
    machine.send_keys('wrong')
    for _ in 'wrong':
        machine.send_key('backspace')
    machine.send_keys('right\n.')
    machine.wait_for('.')
    assert 'right' in screen.text(machine)


def test_caps_lock_and_both_shifts_make_capitals(boot):
    machine = start(boot)
    machine.send_key('caps_lock')
    machine.send_keys('abc1')
    machine.send_key('shift', 'd')
    machine.send_key('caps_lock')
    machine.send_key('shift_r', 'e')
    machine.send_keys('f\n')
    machine.wait_for('ABC1dEf')


def test_1000_keys_come_through_in_order(boot):
    machine = start(boot)
    lines = [f'{number:03} ' + 'abcdefghijklmnopqrstu' for number in range(40)]
    for line in lines:
        machine.send_keys(line + '\n')
        machine.wait_for(line)


def test_each_way_to_fail_has_its_report(boot):
    for key, report in (('1', 'divide error (#DE) at'),
                        ('2', 'invalid opcode (#UD) at'),
                        ('3', 'a write in ring 0, at 0x0'),
                        ('4', 'entry 582 of the GDT'),
                        ('5', 'the boot stack has overflowed'),
                        ('6', 'assertion failed: zero == 1')):
        machine = start(boot)
        machine.send_key('alt', key)
        machine.wait_for('PANIC')
        machine.wait_for(report)
        machine.wait_stopped()
        machine.quit()
