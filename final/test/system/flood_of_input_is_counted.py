# SPDX-License-Identifier: MIT
"""10,000 bytes over the serial port, while keys are typed: each line comes back
once, or its loss is counted and reported; and the shell goes on."""

# Breaks: terminal/input.c: *entry_at(input, input->nread++);
#     => *entry_at(input, input->nread++ % (INPUT_MAX - 1));

import re
import threading

from harness.shell import Shell

LINES = [f'{number:03}:' + 'z' * 45 for number in range(200)]
NKEYS = 100


def test_each_line_comes_back_or_is_counted(boot):
    shell = Shell(boot(flood=None))
    machine = shell.machine
    shell.start('cat')
    typist = threading.Thread(target=machine.send_keys, args=['k' * NKEYS])
    typist.start()
    machine.serial_write(''.join(line + '\n' for line in LINES).encode())
    typist.join()
    shell.type('\nq\n')
    machine.wait_for(re.compile(r'q(?s:.*)q'), 60)  # echoed, and printed
    shell.type('\x04')
    machine.wait_for('$ ')
    lost = sum(map(int, re.findall(r'warn: (\d+) bytes that were typed are',
                                   machine.text)))
    # The keys are anywhere in the lines. Each line is echoed, and is printed by
    # cat if there was room for it. Output can interrupt an echo, so only the
    # letters of echoes are counted.
    text = re.sub('k', '', machine.text)
    times = [text.count(line + '\n') for line in LINES]
    assert max(times) <= 2
    assert times.count(0) * len(LINES[0] + '\n') <= lost
    assert 2 * ''.join(LINES).count('z') - text.count('z') <= lost
    assert machine.text.count('k') >= 2 * NKEYS - lost
    assert shell.run('echo works') == 'works\n'


def test_a_program_that_never_reads_stops_no_other(boot):
    shell = Shell(boot(flood=None))
    machine = shell.machine
    shell.run('counter B 1 40 &')
    shell.start('sleeps_forever')
    machine.serial_write(b'unread typed text\n' * 1000)
    machine.wait_for('B: 40\n', 60)  # the other program prints on
    shell.interrupt()
    assert shell.run('echo works').endswith('works\n')
    lost = re.search(r'warn: (\d+) bytes that were typed are lost', machine.text)
    assert int(lost[1]) == 18 * (1000 - 4096 // 18)  # whole lines are kept
