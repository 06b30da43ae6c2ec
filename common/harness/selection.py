# SPDX-License-Identifier: MIT
"""Which tests `make test` leaves to `make test ALL=1`.

A test that stands unchanged in several chapters runs in the first of them,
where its subject is taught, and in the newest, which holds everything that came
later. In between it would boot once more to find the same. If the first of them
is the chapter just before `final`, the test runs in `final` alone: the two
kernels are nearly the same. A TEST that shares its chapter's boot costs nothing
there and is never left out. What takes very long is named below.
"""

import re

from .chapter import COMMON

ROOT = COMMON.parent
SHARED = re.compile(rb'^TEST\s*\(', re.MULTILINE)
LONG = {'all_commands_run_in_a_fresh_clone.py',
        'chapters_earn_their_points.py',
        'commands_run_in_a_fresh_clone.py',
        'every_step_builds_and_passes.py',
        'exercises_are_red_at_first.py',
        'hints_say_what_is_seen.py',
        'measurements_are_so_today.py'}


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
    if at in (None, len(copies) - 1):
        return False
    text = path.read_bytes()
    if path.suffix == '.c' and SHARED.search(text):
        return False
    is_before_final = [chapter.name for chapter in chapters()[-2:]] == [name,
                                                                        'final']
    return ((at > 0 and copies[at - 1].read_bytes() == text)
            or (is_before_final and copies[at + 1].read_bytes() == text))


def count_left_out(is_test):
    """How many files of all chapters are left out; is_test() knows a test."""
    paths = [path for chapter in chapters()
             for path in chapter.glob('test/**/*.*') if path.is_file()]
    return sum(1 for path in paths if is_test(path) and is_left_out(path))
