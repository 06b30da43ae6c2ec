# SPDX-License-Identifier: MIT
"""Transcripts, GDB sessions and pictures of the screen are what the tools show
today. book/tools/record and book/tools/pictures make them again. Transcripts of
`make bench` are compared in measurements_are_so_today.py. What the mistakes of
chapters 2 to 8 print is left to `make test ALL=1`: each is a kernel of its own.

Red if a line of a transcript is changed, or a message in the kernel.
"""

import pytest
from workshop import pictures, sessions


LEFT_TO_ALL = [f'ch{number:02}' for number in range(2, 9)]


def pytest_generate_tests(metafunc):
    if 'transcript' in metafunc.fixturenames:
        metafunc.parametrize('transcript', [
            name for name in sessions.quick()
            if not metafunc.config.option.where_new
            or name.split('/')[0] not in LEFT_TO_ALL
            or not sessions.has_mistake(name)])


def test_the_command_prints_this(transcript):
    sessions.check('transcript', transcript)


@pytest.mark.parametrize('name', sessions.names('gdb'))
def test_gdb_shows_this(name):
    sessions.check('gdb', name)


@pytest.mark.parametrize('name', pictures.names())
def test_the_screen_looks_like_this(name, tmp_path):
    today = tmp_path / 'today.png'
    unsure = pictures.take(name, today)
    wrong = pictures.differences(pictures.PICTURES / f'{name}.png', today,
                                 unsure)
    assert not wrong, f'pictures/{name}.png: {wrong}'


# --- and the comparison itself ---

SHOWN = '$ make\none 1\n…\nlast <...> line\n'


@pytest.mark.parametrize('today, holds', [
    ('$ make\none 1\nlast good line\n', True),
    ('$ make\none 1\na\n\nb\nlast  line\n', True),
    ('$ make\none 1   \nlast x line\n\n', True),
    ('$ make\none 2\nlast good line\n', False),
    ('$ make\none 1\nlast good lines\n', False),
    ('$ make\none 1\nlast good\nline\n', False),
    ('$ make\none 1\nlast good line\nmore\n', False),
    ('one 1\nlast good line\n', False),
])
def test_only_what_is_left_open_may_differ(today, holds):
    assert sessions.matches(SHOWN, today) == holds


def test_a_changed_line_is_shown():
    said = sessions.difference('$ x\none\ntwo <...>\n', '$ x\n1\ntwo 2\n')
    assert '-one' in said and '+1' in said and '+two' not in said


def test_a_line_that_is_left_open_whole_is_the_one_behind_the_same_line():
    assert sessions.merged('1\nat <...>\n<...>\n2\n', '3\nat x\ny\n4\n') == \
        '3\nat <...>\n<...>\n4\n'


@pytest.mark.parametrize('today, kept', [
    ('$ x\ntwo\n3 b\n4\nend 9\n', '$ x\ntwo\n…\nend 9\n'),
    ('$ x\none 7\n2\n3\n4\nend 9\nmore\n', '$ x\none 7\n…\nend 9\nmore\n'),
    ('$ x\na\nb\nc\nlast\n', '$ x\na\n…\nlast\n'),
    ('$ x\none 7\nend 9\n', '$ x\none 7\n…\nend 9\n'),
])
def test_what_is_left_open_stays_open_when_the_rest_changes(today, kept):
    assert sessions.merged('$ x\none 1\n…\nend 2\n', today) == kept


def test_text_left_open_stays_open_when_a_number_beside_it_changes():
    before = '#2  0x1 in f () at x.c:3\n#5  <...> in f () at x.c:4\n'
    today = '#2  0x9 in f () at x.c:5\n#5  0x7 in f () at x.c:6\n'
    assert sessions.merged(before, today) == \
        '#2  0x9 in f () at x.c:5\n#5  <...> in f () at x.c:6\n'


def test_commands_are_found_with_their_blocks():
    assert sessions.commands('$ a\nb\n$ c\n') == ['a', 'c']
    session = '(gdb) x\n> no\n(gdb) commands\n>silent\n>end\n(gdb) y\nz\n'
    assert sessions.gdb_commands(session) == 'x\ncommands\nsilent\nend\ny\n'


def test_a_prompt_that_a_command_printed_is_no_command():
    printed = sessions.with_kernels_prompt('one\n$ two\n a $ b\n$\n')
    assert printed == 'one\n\\$ two\n a $ b\n$\n'
    assert sessions.commands('$ x\n' + printed) == ['x']


def test_a_changed_pixel_is_found_and_the_cursor_is_not(tmp_path):
    image = pytest.importorskip('PIL.Image')
    plain, changed = tmp_path / 'a.png', tmp_path / 'b.png'
    picture = image.new('RGB', (720, 400))
    picture.save(plain)
    picture.putpixel((9 * 3 + 2, 16 * 2 + 5), (255, 255, 255))
    picture.save(changed)
    assert pictures.differences(plain, changed, [(2, 3)]) == ''
    assert 'rows 2 to 2, columns 3 to 3' in pictures.differences(
        plain, changed, [(0, 0)])
