# SPDX-License-Identifier: MIT
"""The grading of one submission: its files, its build, its first boot, and its
tests, each of which becomes a row with points (points.py)."""

import hashlib
import json
import os
import re
import shutil
import sys
import tempfile
import time
from pathlib import Path, PurePosixPath

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]
import handout  # noqa: E402 (once they can be found)
import reports  # noqa: E402
import steps  # noqa: E402
from points import BUILDS, STYLE, Row  # noqa: E402
from submission import Refused, Submission  # noqa: E402

from harness import chapter, control, iso, kernel_tests, sandbox  # noqa: E402

COMMON = HERE.parent
ERROR = re.compile(r'(^|[ :])(fatal )?error\b|\*\*\* |undefined reference|'
                   r'multiple definition', re.IGNORECASE)
LEAST_FREE = 100 << 20  # bytes
NOT_THERE = 'it was not handed in'


class Grading:
    """One submission, from its files to its rows."""

    def __init__(self, task, folder, points, hidden=None):
        self.task, self.points = task, points
        self.remarks, self.rows = [], []
        self.given = task.given()
        files = hidden_files(hidden, self.given) if hidden else {}
        self.hidden = [path for path in files if handout.TEST.match(path)]
        self.tests = [*task.tests, *self.hidden]
        self.given.update(files)
        if not self.tests:
            self.remarks.append('no test belongs to this step alone: the '
                                'points do not say whether it works')
        self.taken, self.refused = {}, {}
        if folder is not None:
            self.submission = Submission(
                folder, task.name, int(points.limits['file_kb']) * 1024)
            self.take()

    # --- its files ---

    def take(self):
        paths = list(self.task.write)
        if self.task.takes_all_sources:
            paths = self.all_sources()
        left = int(self.points.limits['total_kb']) * 1024
        for path in paths:
            try:
                content = self.submission.read_source(path)
                if content is not None:
                    left -= len(content)
                    if left < 0:
                        raise Refused('all files together are too large')
                    self.taken[path] = content
                elif not self.task.takes_all_sources:
                    self.refused[path] = NOT_THERE
            except Refused as why:
                self.refused[path] = str(why)
        self.look_at_the_rest()
        self.remarks += [f'{path}: {why}; a skeleton stands in its place'
                         for path, why in self.refused.items()
                         if self.taken or why != NOT_THERE]

    def all_sources(self):
        try:
            found, strange = self.submission.sources()
        except Refused as why:
            self.remarks.append(f'refused: {why}')
            return sorted(self.task.write)
        # A file cannot lie in what is a file of the chapter.
        strange += [path for path in found
                    if not self.given.keys().isdisjoint(
                        parent.as_posix()
                        for parent in PurePosixPath(path).parents)]
        if strange:
            self.remarks.append('ignored: the name of a source may not be '
                                + ascii(strange[0]))
        return sorted({*self.task.write, *found} - {*strange})

    def look_at_the_rest(self):
        """What of the given files was changed is not taken, and is said; but
        for an exercise a Makefile with more entries in its lists."""
        changed = []
        for path, content in self.given.items():
            try:
                handed_in = self.submission.read(path)
            except Refused:
                handed_in = b''
            if handed_in in (None, content) or path in steps.OWN_TEXT:
                continue
            if (self.task.takes_all_sources and path == 'Makefile'
                    and self.task.is_harmless_makefile(handed_in)):
                self.taken[path] = handed_in
            elif handout.without_notes(handed_in.decode('utf-8', 'replace'),
                                       self.task.write).encode() != content:
                changed.append(path)
        if changed:
            more = f' and {len(changed) - 5} more' if len(changed) > 5 else ''
            self.remarks.append(f"ignored: {', '.join(changed[:5])}{more} "
                                'differ, and the grading has its own')

    def digest(self):
        """Of all that the result depends on: what was handed in, the tests, the
        points, and the tools."""
        found = hashlib.sha256(json.dumps(
            [self.refused, self.tests, self.remarks]).encode())
        parts = [self.taken, self.given, steps.files_of(COMMON),
                 {'points': Path(self.points.path).read_bytes()}]
        for files in parts:
            for path in sorted(files):
                found.update(f'{path} {len(files[path])}\n'.encode())
                found.update(files[path])
        return found.hexdigest()

    # --- building and running it ---

    def run(self, jobs):
        if not self.taken:
            self.fail_all('nothing of what is to be written was handed in')
            return
        with tempfile.TemporaryDirectory(prefix='folio-grade-') as folder:
            work = Path(folder).resolve()
            self.lay_out(work)
            is_built = self.build(work)
            reason = (self.first_boot(work) if is_built
                      else 'it does not build')
            self.run_tests(work, jobs, reason)
            if STYLE in self.points.rubrics:
                self.look_at_style(work)

    def lay_out(self, work):
        chapter = work / self.task.name
        steps.write({**self.given, **self.taken}, chapter, self.task.like)
        (work / 'common').symlink_to(COMMON)
        self.task.stand_in(chapter, list(self.refused))
        for name in ('build', 'tmp'):
            (work / name).mkdir()

    def build(self, work):
        began = time.monotonic()
        command = ['make', '-s', '-C', work / self.task.name, 'all',
                   'test-images']
        ended = self.watched(sandbox.words(
            [str(word) for word in command], [work / 'build'], [COMMON, work],
            sandbox.BUILD_MEMORY_MB), work, 'build_minutes', 'processes')
        if ended.why:
            said = f'the build was stopped: {ended.why}'
        elif ended.status:
            lines = [line for line in ended.output.splitlines()
                     if ERROR.search(line)] or ended.output.splitlines()
            said = f"it does not build: {(lines or ['make says nothing'])[0]}"
        else:
            said = ''
        is_built = not said
        if is_built and self.refused:
            said = ('it builds, but not all files were handed in: '
                    + ', '.join(self.refused))
        said = said.replace(f'{work}/', '') + (
            '' if is_built else '\n' + ended.output.replace(f'{work}/', ''))
        self.add('build', BUILDS, 'failed' if said else 'passed', said,
                 time.monotonic() - began)
        return is_built

    def first_boot(self, work):
        """Does the kernel come as far as its tests? If not, why."""
        began = time.monotonic()
        kernel_tests.SILENCE = self.points.limits['silence']
        try:
            described = chapter.describe(work / self.task.name)
            if not described.command_line:
                return None
            ended = kernel_tests.run(described.test_iso, described.bits,
                                     'test=')
            reached = kernel_tests.SUMMARY.search(ended.text)
            panic = re.search(r'^PANIC:? *(.*)', ended.text, re.MULTILINE)
            said = '' if reached else (
                f'the kernel does not reach its tests: {ended.verdict}'
                + (f': {panic[1]}' if panic else '') + f'\n{ended.last_words}')
        except (chapter.Failure, iso.IsoError) as error:
            said = f'the kernel cannot be booted: {error}'
        self.add('first boot', BUILDS, 'failed' if said else 'passed', said,
                 time.monotonic() - began)
        return reports.first_line(said)

    def run_tests(self, work, jobs, reason):
        """All tests, or, where there is a reason why no kernel can be tested,
        those on the host."""
        wanted = [path for path in self.tests
                  if not reason or '/host/' in path]
        results, why = work / 'results', ''
        if wanted:
            command = [work / 'common/tools/test', '-n', jobs, '--results',
                       results, *(f'{self.task.name}/{path}'
                                  for path in wanted)]
            ended = self.watched(command, work, 'minutes')
            if not ended.why and ended.status not in (0, 1):
                sys.exit(f'{ended.output[-2000:]}\nit could not be graded: the '
                         f'tests ended with status {ended.status}')
            why = ended.why or ('pytest has no result for it\n'
                                + ended.output)
        found = read_results(results, self.task.name)
        for path in self.tests:
            outcome = found.get(path)
            said = outcome['output'] if outcome else 'not run: ' + (
                why if path in wanted else reason)
            self.add(path, self.points.rubric_of(path),
                     outcome['status'] if outcome else 'failed',
                     said.replace(f'{work}/', ''),
                     outcome['seconds'] if outcome else 0)

    def look_at_style(self, work):
        """Does each file that was handed in keep the rules that `make check`
        has for a file by itself?"""
        ended = self.watched([COMMON / 'tools/check', '--chapter',
                              work / self.task.name], work, 'minutes')
        faults = {}
        for line in ended.output.splitlines():
            place, _, why = line.partition(': ')
            path, _, number = place.removeprefix(
                f'{self.task.name}/').partition(':')
            faults.setdefault(path, []).append(
                f'line {number}: {why}' if number else why)
        is_done = re.search(r'^check: ', ended.output, re.MULTILINE)
        broken = {} if ended.status in (0, 1) and is_done else {
            path: ended.why or ended.output for path in self.taken}
        for path in sorted({*self.taken, *self.refused}):
            if (path in self.taken
                    and self.taken[path] == self.task.before.get(path)):
                continue  # an exercise leaves most files as they were
            said = self.refused.get(path) or broken.get(path) or '\n'.join(
                faults.get(path, []))
            self.add(f'style of {path}', STYLE,
                     'failed' if said else 'passed', said)

    def watched(self, command, work, minutes, processes=None):
        """A test of the host has a watch of its own: what it starts is not
        counted here, or one such test would end all."""
        limits = self.points.limits
        ended = sandbox.run(command, work, sandbox.environment(
            FOLIO_TOOLS='ok', FOLIO_GRADING='1', TMPDIR=str(work / 'tmp'),
            FOLIO_SILENCE=os.environ['FOLIO_SILENCE'],
            FOLIO_SANDBOX=os.environ['FOLIO_SANDBOX']),
            control.scaled(limits[minutes] * 60), limits['memory_mb'],
            limits[processes] if processes else float('inf'),
            limits['disk_mb'])
        # What fails now may have failed for want of space.
        if shutil.disk_usage(work).free < LEAST_FREE:
            sys.exit('it could not be graded: less than '
                     f'{LEAST_FREE >> 20} MB are free in {work.parent}')
        return ended

    # --- its rows ---

    def add(self, name, rubric, status, output='', seconds=0.0):
        self.rows.append(Row(name, rubric or '-', status, output, seconds,
                             name in self.hidden))

    def fail_all(self, why):
        for name in ('build', 'first boot'):
            self.add(name, BUILDS, 'failed', why)
        for path in self.tests:
            self.add(path, self.points.rubric_of(path), 'failed', why)
        if STYLE in self.points.rubrics:
            self.add('style', STYLE, 'failed', why)


def hidden_files(folder, given):
    """{path: content} of a folder that is laid out as a chapter's test/: tests,
    and what they include or start."""
    files = {f'test/{path}': content
             for path, content in steps.files_of(folder).items()}
    known = sorted(set(files) & set(given))
    if known or not any(handout.TEST.match(path) for path in files):
        sys.exit(f'{folder}: ' + (f'{known[0]} is a test of the chapter too'
                 if known else 'no test is in it; one is LAYER/NAME.c, '
                 'LAYER/host/NAME.c or LAYER/NAME.py'))
    return files


def read_results(path, chapter):
    """{test's path: its status, output and seconds}: a file of several tests
    has passed when all of them have."""
    found = {}
    for line in path.read_text().splitlines() if path.exists() else ():
        try:
            one = json.loads(line)
        except ValueError:
            continue  # cut short
        name = one['test'].split('::')[0].removeprefix(f'{chapter}/')
        so_far = found.setdefault(name, {'status': 'skipped', 'output': '',
                                         'seconds': 0.0})
        so_far['seconds'] += one['seconds']
        status = one['outcome']
        if status == 'failed' and so_far['status'] != 'failed':
            so_far.update(status=status, output=without_name(one['output']))
        elif status == 'passed' and so_far['status'] == 'skipped':
            so_far.update(status=status, output='')
        elif status == 'skipped' and so_far['status'] == 'skipped':
            so_far['output'] = one['output']
    return found


def without_name(said):
    """A failure's text: "NAME: why" of the harness, or pytest's lines, of which
    those that say E come first."""
    errors = [line[1:].strip() for line in said.splitlines()
              if line.startswith('E ')]
    if errors:
        errors[0] = re.sub(r'^(\w+\.)+\w+(Error|Failure): ', '', errors[0])
        return '\n'.join(errors) + '\n' + said
    return re.sub(r'^\w+: ', '', said)
