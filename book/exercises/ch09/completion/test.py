# SPDX-License-Identifier: MIT
"""The tab key completes the first word of a command, with the names that the
kernel has from the boot loader, and editing works as it did."""

import re

import pytest
from harness import iso, screen
from harness.shell import Shell

OWN = ['exit', 'help', 'jobs', 'kill', 'wait']
LISTED = re.compile(r'\n((?:.*\n)+?)\$ ')


def names(chapter):
    """Of all programs in the image, and of the shell's own commands."""
    loop = re.search(r'for name in (.*?);', iso.config(chapter.iso))
    return loop[1].split() + OWN


@pytest.fixture
def image(chapter, tmp_path):
    """The chapter's, with one more module."""
    text = iso.config(chapter.iso)
    more = text.replace('; done\n', '; done\nmodule2 /boot/hello.elf zebra\n', 1)
    assert more != text
    return iso.with_config(chapter.iso, more, tmp_path / 'zebra.iso')


def complete(shell, typed, line):
    """Types and presses tab; then the line is to end so."""
    shell.type(typed + '\t')
    shell.machine.wait_for(line)


def enter(shell):
    shell.type('\n' if shell.keys else '\r')


def listed(shell, line):
    """Presses tab, and returns the names that are shown before the line comes
    again."""
    shell.type('\t')
    found = shell.machine.wait_for(LISTED)[1].split()
    shell.machine.wait_for(line)
    assert len(found) == len(set(found))
    return set(found)


@pytest.mark.parametrize('keys', [False, True])
def test_names_are_completed(chapter, boot, image, keys):
    machine = boot(image)
    shell = Shell(machine, keys)
    complete(shell, 'fals', 'false ')
    complete(shell, '|| ech', '|| echo ')
    complete(shell, 'a;hel', 'a;hel')  # help and hello
    complete(shell, 'l', 'lo ')
    complete(shell, '&zeb', '&zebra ')  # whose name only the kernel knows
    shell.type('\b' * len('a;hello &zebra '))
    shell.type('one two')
    enter(shell)
    machine.wait_for('\none two\n$ ')
    rows = [row for row in screen.text(machine) if row]
    assert rows[-3:] == ['$ false || echo one two', 'one two', '$']

    # Several: as far as they are equal; then all of them.
    complete(shell, 'true;sl', 'true;sleep')
    assert listed(shell, 'true;sleep') == {'sleep', 'sleeps_forever'}
    shell.type(' 0')
    enter(shell)
    machine.wait_for('\n$ ')
    shell.type('e')
    machine.wait_for('e')
    assert listed(shell, 'e') == {name for name in names(chapter)
                                  if name[0] == 'e'}
    complete(shell, 'xi', 'xit ')
    shell.type('\b' * len('exit '))
    assert listed(shell, '') == {*names(chapter), 'zebra'}
    assert shell.run('echo works') == 'works\n'


def test_other_words_stay(boot):
    shell = Shell(boot())
    shell.type('echo cou\tx hel\t\r')
    shell.machine.wait_for('\ncoux hel\n$ ')
    shell.type('nothing\techo\x17echo false\t\r')
    shell.machine.wait_for('\nfalse\n$ ')
    shell.type('echo ' + 'x' * 2000 + '\t\r')
    shell.machine.wait_for('\n$ ')
    assert shell.run('echo works') == 'works\n'


def test_lines_are_edited_as_before(boot):
    shell = Shell(boot())
    shell.type('x y\x15echo a b\x17\x17wrong\x7f\x7f\x7f\x7f\x7fc d\r')
    shell.machine.wait_for('\nc d\n$ ')
    shell.type('echo \x1b[C\x1b[3~\x1bOP\x1b[15~e\r')
    shell.machine.wait_for('\ne\n$ ')
    shell.type('echo dropped\x03')
    shell.machine.wait_for('^C\n$ ')
    assert shell.run('echo kept') == 'kept\n'
    shell.start('loops_forever')
    shell.interrupt()
    shell.start('cat')  # finds a terminal that edits lines and shows them
    shell.type('wrong\x15right\r')
    shell.machine.wait_for('\nright\n')
    shell.type('\x04')
    shell.machine.wait_for('$ ')
    shell.type('\x04')
    shell.machine.wait_for('exit\nThe shell has ended')
