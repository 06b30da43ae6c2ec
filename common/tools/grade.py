# SPDX-License-Identifier: MIT
"""Grades what was handed in: builds it, boots it, and gives points.

    grade --chapter ch06-heap [--step 3] SUBMISSION
    grade --exercise ch09/history SUBMISSION
    grade --handout FOLDER              a student's own grading

The tests, the Makefile and everything else that is not to be written come from
this tree. Of the submission only the files that are to be written are read, by
submission.py. What they are compiled to and run as on this computer stands under
the limits of `points`, and inside of bubblewrap where that is installed
(common/harness/sandbox.py). A kernel runs in QEMU.

--out holds afterwards table.txt, results.json as Gradescope reads it, and
junit.xml. The exit status is 0 when the grading is done, whatever the points;
with --least N it is 1 if they are fewer.
"""

import argparse
import os
import signal
import sys
import time
from pathlib import Path

sys.dont_write_bytecode = True  # the sources may be read-only
HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]
import assignment  # noqa: E402 (once they can be found)
import reports  # noqa: E402
from grading import Grading  # noqa: E402
from points import TABLE, Points, PointsError  # noqa: E402

from harness import sandbox  # noqa: E402


def parser_of(description):
    """What both commands may be told."""
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument('--chapter', type=Path)
    parser.add_argument('--step', type=int)
    parser.add_argument('--exercise')
    parser.add_argument('--handout', type=Path, metavar='FOLDER')
    parser.add_argument('--hidden', type=Path, metavar='FOLDER',
                        help='more tests, laid out as test/ is')
    parser.add_argument('--points', type=Path, default=TABLE)
    parser.add_argument('--out', type=Path, default=Path('build/grade'))
    parser.add_argument('--jobs', type=int, help='tests, or gradings, at a time')
    return parser


def parse():
    parser = parser_of(__doc__)
    parser.add_argument('--least', type=float, metavar='N')
    parser.add_argument('--quiet', action='store_true', help='no table')
    parser.add_argument('submission', type=Path, nargs='?')
    options = parser.parse_args()
    if not (options.handout or options.chapter or options.exercise):
        parser.error('name a chapter, an exercise or a handout')
    options.submission = options.submission or options.handout
    if not options.submission or not options.submission.is_dir():
        sys.exit(f'{options.submission}: there is no such folder')
    return options


def prepare(points):
    """Chooses the sandbox, and says if there is none."""
    kind, why = sandbox.kind()
    os.environ['FOLIO_SANDBOX'] = kind
    os.environ['FOLIO_SILENCE'] = str(int(points.limits['silence']))
    for name in ('MAKEFLAGS', 'MFLAGS', 'MAKELEVEL', 'FOLIO_BUILD'):
        os.environ.pop(name, None)
    return f'{why}: what was handed in is built without a sandbox, under ' \
        'limits alone' if why else ''


class Gradings:
    """Makes a Grading of each folder that is to be graded in the same way."""

    def __init__(self, options):
        try:
            self.points = Points(options.points)
        except PointsError as error:
            sys.exit(str(error))
        self.warning = prepare(self.points)
        self.task = assignment.of_arguments(options)
        self.hidden = options.hidden

    def of(self, folder):
        grading = Grading(self.task, folder, self.points, self.hidden)
        if self.warning:
            grading.remarks.append(self.warning)
        return grading


def grade(options):
    began = time.monotonic()
    gradings = Gradings(options)
    task, points = gradings.task, gradings.points
    grading = gradings.of(options.submission)
    grading.run(options.jobs or 2 * (os.cpu_count() or 1))
    rows = points.score(grading.rows)
    seconds = time.monotonic() - began
    title = task.title + ('' if options.handout
                          else f': {options.submission}')
    said, public = (reports.table(title, grading.remarks, rows, points, hides)
                    for hides in (False, True))
    extra = {'assignment': task.title, 'digest': grading.digest(),
             'rubrics': reports.by_rubric(rows, points)}
    reports.write(options.out, said, public, rows, seconds, task.title, extra)
    if not options.quiet:
        print(said, end='')
    return reports.total(rows)


def main():
    # Then what was started is ended (sandbox.py).
    signal.signal(signal.SIGTERM, lambda *unused: sys.exit(143))
    options = parse()
    score = grade(options)
    return 1 if options.least is not None and score < options.least else 0


if __name__ == '__main__':
    sys.exit(main())
