# SPDX-License-Identifier: MIT
"""more shows a screenful, waits for a key, and goes on as the key says."""

# Breaks: user/programs/more.c: key == '\r' || key == '\n'; => 0;
# Breaks: user/programs/more.c: is_over = key == 'q'; =>
# Breaks: user/programs/more.c: raw.c_lflag &= ~(uint32_t)(ICANON | ECHO); =>
# Breaks: user/programs/more.c: if (ioctl(1, TCGETS, &output) != 0) { => if (0) {
# Breaks: user/programs/more.c: ioctl(console, TCSETS, &settings); =>

import re

from harness.shell import Shell

ROWS = 25


def test_a_file_is_shown_by_the_screenful(boot, chapter):
    words = (chapter.folder / 'user/root/etc/words').read_text().splitlines()
    shell = Shell(boot())
    shell.start("sh -c 'more /etc/words; echo done; cat'")
    rows = [shown_before_prompt(shell)]
    for key in ('\r', ' '):
        shell.type(key)
        rows.append(shown_before_prompt(shell))
    assert rows == [words[:ROWS - 1], words[ROWS - 1:ROWS],
                    words[ROWS:2 * ROWS - 1]]
    shell.type('q')
    shell.machine.wait_for('done\n')
    # The terminal is as before: a line can be edited, and is shown. An
    # interactive shell would restore that itself; `sh -c` does not.
    shell.type('wrong\x15right\r')
    shell.machine.wait_for('right\nright\n')
    shell.type('\x04')
    shell.machine.wait_for('$ ')


def shown_before_prompt(shell):
    before = shell.machine.wait_for(re.compile(r'((?:.*\n)*)--more-- \(\d+%\)'))
    return [row.split()[-1] for row in before[1].splitlines()]


def test_a_short_file_needs_no_key(boot):
    shell = Shell(boot())
    assert shell.run('more < /home/numbers').startswith('12\n7\n')
    assert shell.run('more /etc/words - < /home/numbers > /tmp/copy; '
                     'cat /etc/words /home/numbers > /tmp/both; '
                     'cat /tmp/copy') == shell.run('cat /tmp/both')
    assert shell.run('more nothing; echo $?') == \
        'more: nothing: No such file or directory\n1\n'
