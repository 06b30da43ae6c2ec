# SPDX-License-Identifier: MIT
"""common/tools/grade --all: a table over a class, which can be interrupted, and
who is alike. Nothing here is built to its end: that would take long."""

# Red when: grade_all.py's results() does not compare digests; alike.py's tokens()
# keeps names, or pairs() does not take what is given out of the sets; write_csv()
# leaves cells as they are.

import csv
import os
import subprocess
import sys

import pytest

from harness.chapter import COMMON

sys.path.insert(0, str(COMMON / 'tools'))
import alike  # noqa: E402 (once it can be found)
import points  # noqa: E402

ROOT = COMMON.parent
ENVIRONMENT = {name: value for name, value in os.environ.items()
               if not name.startswith(('MAKE', 'MFLAGS', 'FOLIO_BUILD'))}
OWN = (ROOT / 'ch03-vga/console/vga.c').read_text()
BROKEN = 'does not compile\n' + OWN


def grade_all(folder, out):
    ended = subprocess.run(
        ['make', '-s', 'grade-all', 'CH=03', 'STEP=1', f'FOLDER={folder}',
         f'OUT={out}'], cwd=ROOT, check=False, text=True, env=ENVIRONMENT,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT)
    assert ended.returncode == 0, ended.stdout
    return ended.stdout


def hand_in(folder, source):
    (folder / 'console').mkdir(parents=True, exist_ok=True)
    (folder / 'console/vga.c').write_text(source)


def test_a_class_is_graded_once(tmp_path):
    folder, out = tmp_path / 'class', tmp_path / 'out'
    hand_in(folder / '=1+1', BROKEN.replace('column', 'x').replace('row', 'y'))
    (folder / 'empty').mkdir()
    (folder / 'link').symlink_to('/etc')
    said = grade_all(folder, out)
    assert 'build: it does not build: console/vga.c:1:' in said
    assert '100%  (the chapter of this tree)  =1+1' in said
    rows = list(csv.reader((out / 'grades.csv').open()))
    assert rows[0][:3] == ['submission', 'total', 'builds']
    assert [row[:2] for row in rows[1:]] == [["'=1+1", '0.0'], ['empty', '0.0']]
    first = (out / 'submissions/empty/results.json').stat().st_mtime_ns

    hand_in(folder / '=1+1', BROKEN)
    said = grade_all(folder, out)
    assert '1 of 2 are graded already' in said and '=1+1: 0.00\n' in said
    assert (out / 'submissions/empty/results.json').stat().st_mtime_ns == first


def test_names_and_layout_do_not_make_a_difference():
    other = OWN.replace('column', 'x').replace('    ', '\t').replace('//', '///')
    found = alike.pairs({'a': {'v.c': OWN.encode()}, 'b': {'v.c': other.encode()},
                         'c': {'v.c': b'int main(void) { return 1; }' * 99}},
                        {}, 0.1)
    assert found == [(1.0, 'a', 'b')]
    assert not alike.pairs({'a': {'v.c': OWN.encode()},
                            'b': {'v.c': other.encode()}},
                           {'v.c': OWN.encode()}, 0.1)


def test_the_points_are_shared_and_make_100(tmp_path):
    table = tmp_path / 'points'
    table.write_text('rubric builds 10\nrubric withstands 30 _panics\n'
                     'rubric works 60 .  # the rest\nweight big 3\n')
    told = points.Points(table)
    rows = [points.Row('build', 'builds', 'passed'),
            points.Row('big', told.rubric_of('big'), 'passed'),
            points.Row('small', told.rubric_of('small'), 'failed'),
            points.Row('tool', told.rubric_of('tool'), 'skipped')]
    scored = {row.name: (round(row.score, 2), round(row.most, 2))
              for row in told.score(rows)}
    assert told.rubric_of('test/x_panics.c') == 'withstands'
    assert scored == {'build': (14.29, 14.29), 'big': (64.29, 64.29),
                      'small': (0, 21.43), 'tool': (0, 0)}
    table.write_text('rubric\n')
    with pytest.raises(points.PointsError, match=':1: '):
        points.Points(table)
