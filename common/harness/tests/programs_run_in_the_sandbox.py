# SPDX-License-Identifier: MIT
"""While a submission is graded, its programs that three tests of chapter 10 run
on the host reach nothing of this computer, and can do what they should."""

# Red when: host_programs.py's output_of() does not ask sandbox.is_on(); one of
# the three tests runs a program by subprocess; user_on_host.py's run() does not
# name the chapter's folder.

import shutil
import subprocess

import pytest

from harness import sandbox
from harness.chapter import COMMON

NAME = 'ch10-files'
# A file of a submission, and a test that runs it.
TRIED = [('user/lib/stream.c', 'user/library_agrees_with_libc.py', 'variables'),
         ('user/programs/rm.c', 'system/programs_agree_with_coreutils.py',
          'test_on_the_host'),
         ('user/programs/sh.c', 'user/shell_agrees_with_dash.py', 'on_the_host')]
ATTACK = '''
static void __attribute__((constructor)) attack(void)
{
    extern int system(const char *);
    extern void _exit(int);
    system("(echo > '%s') 2> /dev/null; test -r /etc/passwd && echo has read;"
           "echo has attacked");
    _exit(1);
}
'''

pytestmark = pytest.mark.skipif(sandbox.kind()[0] != 'bwrap',
                                reason=sandbox.kind()[1])


@pytest.fixture
def work(tmp_path):
    """A folder with a copy of the chapter, as grading.py lays it out."""
    folder = tmp_path / 'work'
    shutil.copytree(COMMON.parent / NAME, folder / NAME)
    (folder / 'common').symlink_to(COMMON)
    return folder


def run_test(work, test, names):
    """What the tests of a file print that have these names."""
    said = subprocess.run(
        [COMMON / 'tools/test', '-n', '1', '-k', names, f'{NAME}/test/{test}'],
        cwd=work, check=False, text=True, errors='replace',
        env=sandbox.environment(FOLIO_TOOLS='ok', FOLIO_GRADING='1',
                                FOLIO_SANDBOX='bwrap'),
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT).stdout
    if ' skipped' in said:
        pytest.skip(said)
    return said


@pytest.mark.parametrize('source, test, name', TRIED,
                         ids=[source for source, _, _ in TRIED])
def test_an_attack_reaches_nothing(source, test, name, work, tmp_path):
    made = tmp_path / 'made'
    with open(work / NAME / source, 'a', encoding='utf-8') as file:
        file.write(ATTACK % made)
    said = run_test(work, test, name)
    assert 'has attacked' in said
    assert 'has read' not in said
    assert not made.exists()


def test_the_library_agrees_in_the_sandbox_too(work):
    """Of the other two tests chapters_earn_their_points.py says the same."""
    said = run_test(work, 'user/library_agrees_with_libc.py',
                    'text or variables')
    assert said.endswith('2 passed, 0 failed\n'), said
