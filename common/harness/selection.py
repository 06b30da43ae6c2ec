# SPDX-License-Identifier: MIT
"""Which tests `make test` leaves to `make test ALL=1`.

A test that stands unchanged in several chapters runs in the first of them,
where its subject is taught, and in the newest, which holds everything that came
later. In between it would boot once more to find the same. If the first of them
is the chapter just before `final`, the test runs in `final` alone: the two
kernels are nearly the same. A test for the host runs in the newest chapter only
if a source that it names has changed since the first. A TEST that shares its
chapter's boot costs nothing there and is never left out. What takes very long is
named in LONG. Of the tests in WHOLE, which run all of a kernel's tests once more
on other machines, only the first copy and the newest run.
"""

import re

from .chapter import COMMON

ROOT = COMMON.parent
SHARED = re.compile(rb'^TEST\s*\(', re.MULTILINE)
WITH = re.compile(rb'^// With: (.*)$', re.MULTILINE)  # of a test for the host
INCLUDED = re.compile(rb'^#include "(\S+\.c)"', re.MULTILINE)
LONG = {'a_class_is_graded.py',
        'all_commands_run_in_a_fresh_clone.py',
        'bench_completes.py',
        'chapters_earn_their_points.py',
        'commands_run_in_a_fresh_clone.py',
        'every_step_builds_and_passes.py',
        'exercises_are_green_when_solved.py',
        'exercises_are_red_at_first.py',
        'hints_say_what_is_seen.py',
        'hostile_submissions_end_in_a_line.py',
        'measurements_are_so_today.py',
        'programs_run_in_the_sandbox.py'}
WHOLE = {'kernel_boots_on_many_machines.py', 'programs_survive_stress.py',
         'tests_pass_on_best_cpu.py', 'tests_pass_under_bochs.py'}


def chapters():
    names = sorted(path.parent for path in ROOT.glob('ch[0-9][0-9]-*/Makefile'))
    return names + [path.parent for path in ROOT.glob('final/Makefile')]


def is_left_out(path):
    """Is this test the same in the chapter before, and not its newest copy, or
    is it the same in `final`, which is the next one?"""
    if path.name in LONG:
        return True
    if ROOT not in path.parents:
        return False
    inside = path.relative_to(ROOT)
    name, path_in_chapter = inside.parts[0], '/'.join(inside.parts[1:])
    copies = [chapter / path_in_chapter for chapter in chapters()
              if (chapter / path_in_chapter).is_file()]
    at = next((number for number, copy in enumerate(copies)
               if copy.relative_to(ROOT).parts[0] == name), None)
    if at is None:
        return False
    if path.name in WHOLE:
        return at not in (0, len(copies) - 1)
    text = path.read_bytes()
    if at == len(copies) - 1:
        first = at
        while first > 0 and copies[first - 1].read_bytes() == text:
            first -= 1
        return first < at and has_same_sources(copies[first], path)
    if path.suffix == '.c' and SHARED.search(text):
        return False
    is_before_final = [chapter.name for chapter in chapters()[-2:]] == [name,
                                                                        'final']
    return ((at > 0 and copies[at - 1].read_bytes() == text)
            or (is_before_final and copies[at + 1].read_bytes() == text
                and not has_same_sources(path, copies[at + 1])))


def sources_of(text):
    """What a test for the host compiles: paths in the chapter or in common/. A
    file's own header counts as well."""
    names = b' '.join(WITH.findall(text) + INCLUDED.findall(text)).decode()
    return [name for source in names.split()
            for name in (source, re.sub(r'\.c$', '.h', source))]


def has_same_sources(first, newest):
    """Do two copies of a test for the host compile the same files?"""
    if newest.suffix != '.c' or 'host' not in newest.parts:
        return False
    names = sources_of(newest.read_bytes())
    folders = [ROOT / copy.relative_to(ROOT).parts[0]
               for copy in (first, newest)]
    found = [[folder / name for folder in folders] for name in names]
    return bool(names) and all(
        not b.exists() or (a.exists() and a.read_bytes() == b.read_bytes())
        for a, b in found)


def count_left_out(is_test):
    """How many files of all chapters are left out; is_test() knows a test."""
    paths = [path for chapter in chapters()
             for path in chapter.glob('test/**/*.*') if path.is_file()]
    return sum(1 for path in paths if is_test(path) and is_left_out(path))
