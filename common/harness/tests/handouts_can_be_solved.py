# SPDX-License-Identifier: MIT
"""common/tools/handout.py: what a student gets, and what the chapter's own
files make of it."""

# Red when: skeleton.py's stub() puts part.body into its result; handout.py's
# given() keeps the notes of tests; write_skeletons() writes nothing;
# called_by_panic() returns an empty set; readme() leaves out which step it is.

import json
import os
import re
import subprocess
import sys

import pytest

from harness.chapter import COMMON

sys.path.insert(0, str(COMMON / 'tools'))
import handout  # noqa: E402 (once it can be found)
import skeleton  # noqa: E402

ROOT = COMMON.parent
CHAPTERS = sorted(path.parent for path in ROOT.glob('ch[0-9][0-9]-*/CHANGES'))
CHAPTERS = CHAPTERS[1:] + [ROOT / 'final']
CHAPTER, STEP = ROOT / 'ch03-vga', 1
TEST = 'text_becomes_cells'
ENVIRONMENT = {name: value for name, value in os.environ.items()
               if not name.startswith(('MAKE', 'MFLAGS', 'FOLIO_BUILD'))}


def run(folder, *words):
    return subprocess.run([str(word) for word in words], cwd=folder, text=True,
                          check=False, env=ENVIRONMENT, errors='replace',
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT)


@pytest.fixture(scope='module')
def given(tmp_path_factory):
    """The folder that `make handout` has written."""
    folder = tmp_path_factory.mktemp('handout') / 'given'
    made = run(ROOT, 'make', 'handout', f'CH={CHAPTER.name}', f'STEP={STEP}',
               f'OUT={folder}')
    assert made.returncode == 0, made.stdout
    return folder


def test_it_builds_fails_by_name_and_passes_once_it_is_solved(given):
    def result():
        built = run(given / CHAPTER.name, 'make', '-s', 'ISO=bios', 'all',
                    'test-images')
        assert built.returncode == 0, built.stdout
        return run(given, 'common/tools/test', '-n0', CHAPTER.name, '-k',
                   TEST).stdout

    said = result()
    assert re.search(rf'{TEST}: panic: before the test|{TEST}: panic before the '
                     'first test', said), said
    assert 'vga_init() is to be written: console/vga.c' in said
    assert '0 passed, 1 failed' in said

    for path in json.loads((given / 'handout.json').read_text())['write']:
        (given / CHAPTER.name / path).write_bytes(
            (CHAPTER / path).read_bytes())
    assert '1 passed, 0 failed' in result()
    assert 'are as they were' in run(given, 'common/tools/handout.py',
                                     '--verify', '.').stdout
    with open(given / CHAPTER.name / f'test/console/{TEST}.c', 'a') as test:
        test.write('// changed\n')
    assert 'have changed' in run(given, 'common/tools/handout.py', '--verify',
                                 '.').stdout


def test_it_says_what_it_is(given):
    said = json.loads((given / 'handout.json').read_text())
    assert said.pop('digest')
    assert said == handout.manifest(CHAPTER, STEP)
    assert said['write'] == ['boot/bootinfo.c', 'console/vga.c']
    assert f'test/console/{TEST}.c' in said['tests']
    assert run(given, 'git', 'log', '--format=%s').stdout == (
        'The starting point\n')
    assert not (given / CHAPTER.name / 'test/console/panic_screen_is_red.py'
                ).exists()  # of the second step
    assert 'This folder is step 1 of 2.' in (given / 'README.md').read_text()


def test_what_panic_calls_does_not_panic(given):
    made = run(given, 'git', 'show', f'HEAD:{CHAPTER.name}/console/vga.c').stdout
    bodies = dict(re.findall(r'^\w+ (\w+)\([^{]*\{([^}]*)\}', made,
                             re.MULTILINE))
    assert {name for name, body in bodies.items() if 'panic("' not in body} == {
        'vga_write', 'vga_begin_panic'}


def solution_lines(assignment):
    """Lines of functions to be written that nothing else in the tree holds."""
    known = {line.strip() for files in (assignment.before, assignment.given(),
                                        assignment.steps.common)
             for content in files.values()
             for line in content.decode('utf-8').split('\n')}
    for path in assignment.write:
        if not path.endswith('.c'):
            continue
        source = assignment.after[path].decode('utf-8')
        public = skeleton.words_of(assignment.after)
        for part in skeleton.parts_of(source, public):
            for line in part.body.split('\n'):
                line = line.strip()
                if len(line) > 20 and line not in known:
                    yield path, line


@pytest.mark.parametrize('chapter', CHAPTERS, ids=lambda path: path.name)
@pytest.mark.parametrize('error', ['', 'does not compile'])
def test_nothing_of_the_solution_is_in_it(chapter, error):
    assignment = handout.Assignment(chapter)
    made = {path: skeleton.skeleton(path, assignment.before, assignment.after,
                                    assignment.steps.common, lambda _: error)
            for path in assignment.write}
    shown = {line.strip() for source in made.values()
             for line in source.split('\n')}
    secrets = list(solution_lines(assignment))
    assert secrets
    assert not [secret for secret in secrets if secret[1] in shown]
    notes = [path for path, content in assignment.given().items()
             for line in content.decode('utf-8').split('\n')
             for written in assignment.write
             if re.match(rf'(//|#) Breaks: {re.escape(written)}:', line)]
    assert not notes


@pytest.mark.parametrize('head, name', [
    ('int frame_alloc(paddr_t *frame)', 'frame_alloc'),
    ('void(panic)(const char *where, ...)', 'panic'),
    ('void panic_set_hook(void (*hook)(void))', 'panic_set_hook')])
def test_a_function_is_known_by_its_name(head, name):
    assert skeleton.name_of(head) == name


def test_what_cannot_be_made_is_refused(tmp_path):
    (tmp_path / 'mine').touch()
    for folder, step, why in ((tmp_path, STEP, 'is not empty'),
                              (tmp_path / 'new', 99, 'there is no step 99'),
                              (tmp_path / 'new', 0, 'there is no step 0')):
        made = run(ROOT, 'common/tools/handout.py', CHAPTER, folder, '--step',
                   step)
        assert made.returncode == 1 and why in made.stdout
    made = run(ROOT, 'make', 'handout', 'CH=03')
    assert made.returncode != 0 and 'OUT is the folder' in made.stdout
