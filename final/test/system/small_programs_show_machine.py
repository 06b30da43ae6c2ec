# SPDX-License-Identifier: MIT
"""free and uptime print what the machine has."""

# Breaks: syscall/machine_calls.c: total += end - start; => total = end - start;
# Breaks: user/programs/free.c: (info.totalram - info.freeram) => (info.freeram)
# Breaks: user/programs/uptime.c: (int)info.uptime; => 0;

import re

from harness.shell import Shell


def free(shell):
    line = shell.run('free').splitlines()[1]
    name, total, used, unused = line.split()
    assert name == 'memory'
    assert int(used) + int(unused) == int(total)
    return int(total), int(used)


def test_free_counts_the_memory(boot):
    small, used = free(Shell(boot(memory='128M')))
    assert 0 < used < 1024
    assert 0 < 128 * 1024 - small < 4096  # the kernel, the programs' files
    # Above 4 GiB there is a second range; what else differs is the bitmap.
    large, _ = free(Shell(boot(memory='5G')))
    assert 0 <= 5 * 1024 * 1024 - 128 * 1024 - (large - small) < 512


def test_uptime_counts_seconds(boot):
    shell = Shell(boot())

    def seconds():
        said = shell.run('uptime')
        match = re.fullmatch(r'up (\d+):(\d\d):(\d\d), 2 processes\n', said)
        assert match, said
        hours, minutes, rest = map(int, match.groups())
        return 3600 * hours + 60 * minutes + rest

    before = seconds()
    shell.run('sleep 2')
    assert 2 <= seconds() - before <= 3
