# SPDX-License-Identifier: MIT
"""What the grading takes from a submission, and what it lets out of it. Nothing
is built here: hostile_submissions_end_in_a_line.py does that."""

# Red when: kernel.mk reads dependencies for `describe`; LIST_ENTRY of
# assignment.py allows "..", or without_entries() removes the backslashes;
# submission.py's OPENS has no \b, NAME allows a blank, or find() follows links;
# alike.py's pairs() compares the public chapter without the usual sequences;
# check's unformatted() is strict; public_output() of reports.py returns all;
# sandbox.py's run() does not end its tree when it is interrupted, or watch() does
# not call size_of().

import os
import shutil
import signal
import subprocess
import sys
import time
from types import SimpleNamespace

import pytest

from harness.chapter import COMMON, describe
from harness.control import scaled

sys.path.insert(0, str(COMMON / 'tools'))
import alike  # noqa: E402 (once they can be found)
import assignment  # noqa: E402
import grade_all  # noqa: E402
import reports  # noqa: E402
import submission  # noqa: E402
from points import BUILDS, Row  # noqa: E402

ROOT = COMMON.parent
OWN = {'v.c': (ROOT / 'ch03-vga/console/vga.c').read_bytes()}
LIMIT = 256 * 1024
WITH_TOOLS = {**os.environ, 'PYTHONPATH': f"{COMMON / 'tools'}:{COMMON}"}


@pytest.fixture
def hand_in(tmp_path):
    """hand_in({path: text}) makes a Submission of a chapter called "own"."""

    def make(files):
        for path, text in files.items():
            to = os.fsencode(tmp_path / 'own') + b'/' + os.fsencode(path)
            os.makedirs(os.path.dirname(to), exist_ok=True)
            with open(to, 'w', encoding='utf-8') as file:
                file.write(text)
        return submission.Submission(tmp_path, 'own', LIMIT)

    return make


# --- its sources ---

@pytest.mark.parametrize('line', [
    '#include "/etc/passwd"', '#include "../ch03-vga/console/vga.c"',
    ' #  include </etc/passwd>', '%:include "/etc/passwd"',
    '#include/**/"/etc/passwd"', '#inc\\\nlude "x/../../y.h"',
    'char *text = "/*";\n#include "/etc/passwd"\n//*/',
    '%include "/etc/passwd"', 'incbin "/etc/passwd"',
    'asm(".incbin \\"/etc/passwd\\"");', 'incbin \'a/../../b\'',
    '#include "test/console/hidden.c"', 'incbin "./test//console/hidden.c"'])
def test_what_opens_other_files_is_refused(hand_in, line):
    handed_in = hand_in({'a.c': f'int x;\n{line}\nint y;\n'})
    with pytest.raises(submission.Refused):
        handed_in.read_source('a.c')


@pytest.mark.parametrize('line', [
    '#include "lib/panic.h"', '#include <stdint.h>', '#include "test/bench.h"',
    '#include "lib/panic.h" // and so on...', 'int includes = 1 / 2;',
    '%include "offsets.inc" ; made by the build', '// a path like ../x'])
def test_what_opens_own_files_is_taken(hand_in, line):
    text = f'int x;\n{line}\n'
    assert hand_in({'a.c': text}).read_source('a.c') == text.encode()


def test_names_that_are_no_paths_are_not_taken(hand_in):
    good = ['a.c', 'lib/b.asm', 'x++/c-d.h']
    strange = ['-x.c', 'a b.c', '$(shell x).c', 'x\n.c', '\udcff.c', '.h/a.c']
    taken, left = hand_in({path: '' for path in good + strange}).sources()
    assert sorted(taken) == sorted(good)
    assert sorted(left) == sorted(strange)


def test_a_folder_that_cannot_be_looked_at_is_empty(tmp_path):
    (tmp_path / 'loop').symlink_to('loop')
    assert submission.find(tmp_path, 'own') == ()
    (tmp_path / 'own').symlink_to('own')
    handed_in = submission.Submission(tmp_path, 'own', LIMIT)
    with pytest.raises(submission.Refused):
        handed_in.read('a.c')


def test_a_hostile_text_takes_no_quadratic_time(hand_in):
    """Before, each took minutes."""
    for text in ('incbin ' + ' ' * 200_000, '#include "' + ' ' * 200_000,
                 '/*' * 100_000, '"' + '\\"' * 100_000, "'" * 200_000):
        code = ('import sys, alike, submission; text = sys.stdin.read(); '
                'submission.paths_opened(text); '
                'submission.paths_opened(submission.without_comments(text)); '
                'alike.k_grams({"a.c": text.encode()})')
        subprocess.run([sys.executable, '-B', '-c', code], input=text, text=True,
                       check=True, timeout=scaled(60), env=WITH_TOOLS)


# --- the Makefile of an exercise ---

def test_only_entries_of_lists_are_taken_from_a_makefile():
    task = assignment.OfExercise('ch09/history')
    own = task.before['Makefile'].decode()
    entry = '    user/lib/line_editor.c \\\n'
    at = own.index('    lib/memory.c')

    def is_taken(text):
        return task.is_harmless_makefile(text.encode())

    assert is_taken(own) and is_taken(own[:at] + entry + own[at:])
    assert not is_taken('')
    assert not is_taken(own.replace('COMMAND_LINE := yes\n', ''))
    assert not is_taken(own.rstrip('\n') + ' \\\n    evil.c\n')
    assert not is_taken(own[:at] + '    ../evil.c \\\n' + own[at:])
    assert not is_taken(own[:at] + '    $(shell x).c \\\n' + own[at:])


def test_what_a_compiler_wrote_is_not_run_as_make(tmp_path):
    chapter = tmp_path / 'ch02-boot'
    shutil.copytree(ROOT / 'ch02-boot', chapter)
    (tmp_path / 'common').symlink_to(COMMON)
    made = tmp_path / 'build/ch02/obj/evil.d'
    made.parent.mkdir(parents=True)
    (tmp_path / 'Makefile').touch()  # the build lies beside the chapters
    made.write_text(f'X!=touch {tmp_path}/run\n')
    assert describe(chapter).build == tmp_path / 'build/ch02'
    assert not (tmp_path / 'run').exists()


# --- what is told ---

def test_copies_of_the_public_chapter_are_listed():
    """Also if more than half of the class has copied it."""
    class_of_ten = {f'copy {n}': OWN for n in range(7)}
    class_of_ten |= {f'own {n}': {'v.c': b'int main(void) { return 1; }'}
                     for n in range(3)}
    found = alike.pairs(class_of_ten, {}, 0.6, ('public', OWN))
    assert sorted(found) == [(1.0, 'public', f'copy {n}') for n in range(7)]


def test_hidden_tests_are_hidden_in_other_rows_too():
    rows = [Row('build', BUILDS, 'failed', 'test/x/secret.c:1: error: why\n'
                '    1 | EXPECT(1)\n'),
            Row('test/x/a.c', 'works', 'failed', 'it crashed\n'
                'FAIL: secret: x.c:3: 1 == 2\nend\n'),
            Row('test/x/secret.c', 'works', 'failed', 'secret', 0, True)]
    points = SimpleNamespace(rubrics={BUILDS: 10, 'works': 90})
    shown = reports.table('title', [], rows, points, hides=True)
    assert 'secret' not in shown and 'it crashed' in shown
    tests = reports.gradescope(shown, rows, 1, {})['tests']
    assert [test['output'] for test in tests[:2]] == [
        'test/x/a hidden test.c:1: error: why\n', 'it crashed\nend\n']


def test_a_table_holds_any_name(tmp_path):
    name = os.fsdecode(b'\xff\n\x1b[2J=x')
    grade_all.write_csv(tmp_path / 'grades.csv', ['submission'], [[name]])
    shown = subprocess.run(
        [sys.executable, '-B', '-c', 'import grade_all, sys; '
         'grade_all.say(sys.argv[1])', name], check=True, text=True,
        env=WITH_TOOLS, capture_output=True).stdout
    assert shown == '?\n?[2J=x\n'
    assert '\\udcff' in (tmp_path / 'grades.csv').read_text()


def test_bytes_that_are_no_text_are_no_excuse_for_style(tmp_path):
    if not shutil.which('clang-format'):
        pytest.skip('clang-format was not found')
    chapter = tmp_path / 'ch02-boot'
    shutil.copytree(ROOT / 'ch02-boot', chapter)
    with open(chapter / 'lib/memory.c', 'ab') as file:
        file.write(b'int   x; // \xff\n')
    checked = subprocess.run([COMMON / 'tools/check', '--chapter', chapter],
                             check=False, capture_output=True, text=True,
                             errors='replace')
    # Of a clang-format that does not count, the verdict is a note.
    assert 'lib/memory.c: is not as clang-format' in checked.stdout
    assert checked.stdout.splitlines()[-1].startswith('check: ')


# --- a grading that is ended ---

def test_what_fills_the_disk_is_ended(tmp_path):
    code = ('from harness import sandbox\n'
            'print(sandbox.run(["sh", "-c", "head -c 9000000 /dev/zero > big; '
            f'exec sleep 600"], {str(tmp_path)!r}, None, 600, 1000, 9, 5).why)')
    ended = subprocess.run([sys.executable, '-B', '-c', code], check=True,
                           text=True, capture_output=True, env=WITH_TOOLS,
                           timeout=scaled(60))
    assert ended.stdout == 'it wrote more than 5 MB\n'


@pytest.mark.parametrize('end', [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_command_leaves_nothing(tmp_path, end):
    code = ('import signal, sys; from harness import sandbox\n'
            'signal.signal(signal.SIGINT, signal.default_int_handler)\n'
            'signal.signal(signal.SIGTERM, lambda *unused: sys.exit(143))\n'
            'sandbox.run(["sh", "-c", "echo $$ > pid; exec sleep 600"], '
            f'{str(tmp_path)!r}, None, 600, 1000, 9)')
    running = subprocess.Popen([sys.executable, '-B', '-c', code],
                               env=WITH_TOOLS, stderr=subprocess.DEVNULL)
    pid, deadline = tmp_path / 'pid', time.monotonic() + scaled(30)
    while not (pid.exists() and pid.read_text()):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    running.send_signal(end)
    running.wait(scaled(30))
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid.read_text()), 0)
