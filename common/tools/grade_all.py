# SPDX-License-Identifier: MIT
"""Grades a class: each folder in FOLDER is a submission, called by its name.

    grade --all --chapter ch06-heap [--step 3] FOLDER

Several are graded at a time. In --out each has a folder of its own with what
`grade` writes; beside them lie grades.csv and alike.csv. What has been graded is
not graded again, unless the submission, the tests, the points or the tools have
changed: an interrupted run goes on where it was. Pairs that are alike beyond the
handout are listed (alike.py), and each with the chapter as it is in this tree,
which is public.
"""

import csv
import json
import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import alike  # noqa: E402 (once they can be found)
import grade  # noqa: E402
import reports  # noqa: E402
import steps  # noqa: E402

ALIKE = 0.6
OWN = '(the chapter of this tree)'


class Class:
    """The submissions, and what became of each."""

    def __init__(self, options):
        self.options = options
        self.gradings = grade.Gradings(options)
        self.names = sorted(path.name for path in options.folder.iterdir()
                            if path.is_dir() and not path.name.startswith('.')
                            and not path.is_symlink())
        if not self.names:
            sys.exit(f'{options.folder}: no folder is in it')
        self.taken, self.digests = {}, {}
        for name in self.names:
            grading = self.gradings.of(options.folder / name)
            self.taken[name] = grading.taken
            self.digests[name] = grading.digest()

    def folder_of(self, name):
        """Where the results of a submission are."""
        return self.options.out / 'submissions' / name

    def results(self, name):
        """What an earlier grading wrote; None if that was of something else."""
        path = self.folder_of(name) / 'results.json'
        try:
            results = json.loads(path.read_text())
            is_same = results['extra_data']['digest'] == self.digests[name]
            return results if is_same else None
        except (OSError, ValueError, KeyError):
            return None

    def grade_all(self):
        todo = [name for name in self.names if not self.results(name)]
        if len(todo) < len(self.names):
            print(f'{len(self.names) - len(todo)} of {len(self.names)} are '
                  'graded already and have not changed', flush=True)
        with ThreadPoolExecutor(self.options.jobs or os.cpu_count()) as pool:
            list(pool.map(self.grade_one, todo))

    def grade_one(self, name):
        given = self.options
        words = [grade.HERE / 'grade', '--quiet', '--jobs', '2', '--points',
                 given.points, '--out', self.folder_of(name)]
        for option, value in (('--chapter', given.chapter),
                              ('--step', given.step), ('--hidden', given.hidden),
                              ('--exercise', given.exercise)):
            words += [option, value] if value else []
        ended = subprocess.run(
            [*map(str, words), '--', str(given.folder / name)], check=False,
            text=True, errors='replace', stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        results = self.results(name)
        if ended.returncode or not results:
            why = (ended.stdout.splitlines() or ['it said nothing'])[-1]
            say(f'{name}: it could not be graded: {why}')
        else:
            say(f"{name}: {results['score']:.2f}")

    # --- what is told ---

    def table(self):
        rubrics = list(self.gradings.points.rubrics)
        rows = []
        for name in self.names:
            results = self.results(name)
            if results:
                points = results['extra_data']['rubrics']
                rows.append([name, results['score'],
                             *(points[rubric] for rubric in rubrics),
                             remark(results)])
            else:
                rows.append([name, '', *('' for _ in rubrics),
                             'it could not be graded'])
        return ['submission', 'total', *rubrics, 'remark'], rows

    def often_failed(self):
        """(how many failed it, the test), the most first."""
        counts = {}
        for name in self.names:
            for test in (self.results(name) or {'tests': []})['tests']:
                if (test['status'] == 'failed'
                        and not test['output'].startswith('not run')):
                    counts[test['name']] = counts.get(test['name'], 0) + 1
        return sorted(((count, name) for name, count in counts.items()),
                      reverse=True)

    def alike(self):
        task = self.gradings.task
        with tempfile.TemporaryDirectory() as folder:
            chapter = Path(folder) / task.name
            given = task.given()
            steps.write(given, chapter, task.like)
            task.stand_in(chapter, task.write)
            given.update((path, (chapter / path).read_bytes())
                         for path in task.write if (chapter / path).exists())
        public = None if task.takes_all_sources else (
            OWN, {path: task.made.after[path] for path in task.write})
        return alike.pairs(self.taken, given, ALIKE, public)


def say(line):
    """Prints a line that a stranger's names may be in."""
    encoding = sys.stdout.encoding or 'ascii'
    line = reports.printable(line).encode(encoding, 'replace').decode(encoding)
    print(line, flush=True)


def remark(results):
    failed = [test for test in results['tests'] if test['status'] == 'failed']
    return f"{failed[0]['name']}: {reports.first_line(failed[0]['output'])}" \
        if failed else ''


def write_csv(path, head, rows):
    """A cell that a spreadsheet would take for a formula gets a quote."""
    with open(path, 'w', newline='', encoding='utf-8',
              errors='backslashreplace') as file:
        writer = csv.writer(file)
        writer.writerow(head)
        for row in rows:
            writer.writerow([f"'{cell}" if isinstance(cell, str)
                             and cell[:1] in ('=', '+', '-', '@', '\t', '\r')
                             else cell for cell in row])


def show(head, rows):
    width = max(len(row[0]) for row in [head, *rows])
    for row in [head, *rows]:
        numbers = ''.join(f'{cell:>12.2f}' if isinstance(cell, float)
                          else f'{cell:>12}' for cell in row[1:-1])
        say(f'{row[0]:<{width}}{numbers}  {row[-1][:60]}'.rstrip())


def main():
    parser = grade.parser_of(__doc__)
    parser.add_argument('folder', type=Path)
    options = parser.parse_args()
    if not options.folder.is_dir() or options.handout or not (
            options.chapter or options.exercise):
        parser.error('name a chapter or an exercise, and a folder that exists')
    options.out.mkdir(parents=True, exist_ok=True)
    graded = Class(options)
    graded.grade_all()
    head, rows = graded.table()
    write_csv(options.out / 'grades.csv', head, rows)
    print()
    show(head, rows)
    often = [(count, name) for count, name in graded.often_failed()
             if count > 1][:5]
    if often:
        print('\nFailed most often:')
        print(*(f'  {count:>3}  {name}' for count, name in often), sep='\n')
    pairs = graded.alike()
    write_csv(options.out / 'alike.csv', ['alike', 'submission', 'submission'],
              [(round(value, 2), one, other) for value, one, other in pairs])
    print('\nAlike beyond the handout, by runs of '
          f'{alike.K} tokens (read both):' if pairs else
          '\nNo two submissions are alike beyond the handout.')
    for value, one, other in pairs:
        say(f'  {value:>4.0%}  {one}  {other}')
    print(f'\n{options.out}/grades.csv, alike.csv, and a folder for each')
    return 0 if all(row[1] != '' for row in rows) else 1


if __name__ == '__main__':
    sys.exit(main())
