# SPDX-License-Identifier: MIT
"""common/tools/grade: a chapter as it stands has all points; with one mutant of
its tests' notes it loses some of the right rubric, and no others."""

# Red when: `points` has no pattern _panics; look_at_style() finds no fault.

import json
import os
import shutil
import subprocess
import sys

import pytest

from harness.chapter import COMMON

sys.path.insert(0, str(COMMON / 'tools'))
import handout  # noqa: E402 (once it can be found)
import test_notes  # noqa: E402

ROOT = COMMON.parent
# A step of each chapter, or all of it, and a test of each rubric whose first note
# is applied.
STEPS = [
    ('ch02-boot', 2, 'boot/bootinfo_beyond_direct_map_panics.c',
     'boot/memory_map_contains_kernel.c'),
    ('ch03-vga', 1, 'console/blinking_color_panics.c',
     'console/start_address_is_reset.c'),
    ('ch04-interrupts', 6, 'device/missing_pit_panics.py',
     'device/pit_ticks_at_any_rate.c'),
    ('ch05-paging', 3, 'memory/frame_free_of_unaligned_address_panics.c',
     None),  # no mutant that concerns "works" alone is known yet
    ('ch06-heap', None, 'memory/kmalloc_with_odd_alignment_panics.c',
     'memory/heap_works_in_interrupt_handler.c'),
    ('ch07-scheduler', 8, 'thread/mutex_unlock_by_other_thread_panics.c',
     'thread/mutex_is_fair.c'),
    ('ch08-userspace', 5, 'process/user_copy_with_bad_kernel_pointer_panics.c',
     'process/map_in_vain_takes_nothing.c'),
    ('ch09-shell', 1, 'object/object_released_twice_panics.c',
     'object/descriptors_agree_with_model.c'),
    # Its tests run programs of the submission on the host, in the sandbox.
    ('ch10-files', 32, None, 'user/shell_agrees_with_dash.py'),
]
ENVIRONMENT = {name: value for name, value in os.environ.items()
               if not name.startswith(('MAKE', 'MFLAGS', 'FOLIO_BUILD'))}


# In one test of the test image, and not in the demo.
HANG = '''\
    while (foreground == VGA_YELLOW && background == VGA_BLUE &&
           strstr(bootinfo()->command_line, "nonce=") != NULL) {
        asm volatile("");
    }
'''


def start(folder, out, *words):
    return subprocess.Popen(
        [str(word) for word in (COMMON / 'tools/grade', *words, '--out', out,
                                folder)], text=True, env=ENVIRONMENT, cwd=ROOT,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT)


def end(grading, out):
    said = grading.communicate()[0]
    assert grading.returncode == 0, said
    return said, json.loads((out / 'results.json').read_text())


def mutant(name, step, test, folder):
    """A copy of what is to be written, with the test's first note applied that
    concerns it."""
    write = handout.manifest(ROOT / name, step)['write']
    path = ROOT / name / 'test' / test
    note = next(note for note in test_notes.notes_of(ROOT, path)[0]
                if note.path in write)
    for source in write:
        to = folder / name / source
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name / source, to)
    broken = folder / name / note.path
    text = broken.read_text()
    assert text.count(note.old) == 1
    broken.write_text(text.replace(note.old, note.new))
    return folder


@pytest.mark.parametrize('name, step, withstands, works', STEPS,
                         ids=[step[0] for step in STEPS])
def test_points_are_lost_in_one_rubric(name, step, withstands, works, tmp_path):
    given = ['--chapter', ROOT / name] + (['--step', step] if step else [])
    said, results = end(start(ROOT / name, tmp_path / 'out', *given),
                        tmp_path / 'out')
    assert results['score'] == 100, said
    for rubric, test in (('withstands', withstands), ('works', works)):
        if test is None:
            continue
        folder = mutant(name, step, test, tmp_path / rubric)
        said, results = end(start(folder, tmp_path / 'out', *given),
                            tmp_path / 'out')
        lost = [one for one in results['tests'] if one['status'] == 'failed']
        assert {tag for one in lost for tag in one['tags']} == {rubric}, said
        assert f'test/{test}' in {one['name'] for one in lost}
        assert 0 < results['score'] < 100


def test_style_costs_points_of_its_own_if_it_is_wanted(tmp_path):
    folder = tmp_path / 'ch03-vga'
    shutil.copytree(ROOT / 'ch03-vga', folder)
    source = folder / 'console/vga.c'
    source.write_text(source.read_text() + '\n\n\tint  unformatted;\n')
    points = tmp_path / 'points'
    points.write_text((COMMON / 'tools/points').read_text()
                      + '\nrubric style 20\n')
    out = tmp_path / 'out'
    said, results = end(start(folder, out, '--chapter', ROOT / 'ch03-vga',
                              '--step', 1, '--points', points), out)
    lost = [test for test in results['tests'] if test['status'] == 'failed']
    assert [test['name'] for test in lost] == ['style of console/vga.c'], said
    assert 'a tab' in lost[0]['output'] and 'clang-format' in lost[0]['output']
    assert 0 < results['score'] < 100


def test_two_gradings_at_once_do_not_disturb_each_other(tmp_path):
    """One is of an exercise, whose solution changes the Makefile too."""
    solved = tmp_path / 'ch08-userspace'
    shutil.copytree(ROOT / 'ch08-userspace', solved)
    exercise = ROOT / 'book/exercises/ch08/uptime'
    subprocess.run(['patch', '-s', '-p1', '-d', solved, '-i',
                    exercise / 'solution.patch'], check=True)
    outs = tmp_path / 'one', tmp_path / 'two'
    gradings = [start(solved, outs[0], '--exercise', 'ch08/uptime'),
                start(ROOT / 'ch08-userspace', outs[1], '--exercise',
                      'ch08/uptime')]
    (said, full), (_, unsolved) = map(end, gradings, outs)
    assert full['score'] == 100, said
    assert 0 < unsolved['score'] < 100


def test_a_test_that_hangs_costs_no_more_than_its_points(tmp_path):
    """The tests behind it get boots of their own; a hidden test counts too."""
    folder = tmp_path / 'handed in/ch03-vga'
    shutil.copytree(ROOT / 'ch03-vga', folder)
    source = folder / 'console/vga.c'
    head = 'void vga_set_color(unsigned foreground, unsigned background)\n{\n'
    text = source.read_text()
    assert head in text
    source.write_text('#include "base/string.h"\n' + text.replace(
        head, head + HANG))
    hidden = tmp_path / 'hidden/console'
    hidden.mkdir(parents=True)
    (hidden / 'hidden_one.c').write_text(
        '#include "test/runner.h"\nTEST(hidden_one)\n{\n    EXPECT(1);\n}\n')
    out = tmp_path / 'out'
    said, results = end(start(folder, out, '--chapter', ROOT / 'ch03-vga',
                              '--step', 1, '--hidden', hidden.parent), out)
    tests = {test['name']: test for test in results['tests']}
    lost = {name for name, test in tests.items() if test['status'] == 'failed'}
    assert lost == {'test/console/colors_are_in_attribute_byte.c'}, said
    assert tests['test/console/hidden_one.c']['visibility'] == 'after_published'
    assert 'hidden_one' not in results['output']
