# SPDX-License-Identifier: MIT
#
# common/tools/check finds every way in which chapters drift apart.
#
# Each test makes one edit to a small sound tree of four chapters and expects
# the tool to fail with a line that begins with the file at fault. The sound
# tree itself passes (test_a_sound_tree_passes), so that the edit is the cause.

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TOOLS = Path(__file__).resolve().parents[2] / "tools"
ONE, TWO, THREE, LAST = "ch01-first", "ch02-second", "ch03-third", "final"
CHAPTERS = [ONE, TWO, THREE, LAST]
SPDX = "// SPDX-License-Identifier: MIT\n"
HEADING = "# Step {} - {} ({} lines). You can now: see it.\n"
FRAME_H = SPDX + """\
#pragma once
#include "base/types.h"
int frame_alloc(void);
"""
FRAME_C = SPDX + """\
#include "memory/frame.h"
int frame_alloc(void) {
    int first_free_frame = 1;
    return first_free_frame;
}
"""

COMMON = {
    "base/types.h": SPDX + "#pragma once\ntypedef int word;\n",
    "test/runner.h": SPDX + '#pragma once\n#include "base/types.h"\n',
    "kernel.mk": "# SPDX-License-Identifier: MIT\n",
}
CHAPTER = {
    "README.md": "A chapter.\n",
    "Makefile": "# SPDX-License-Identifier: MIT\ninclude kernel.mk\n",
    "main.c": SPDX + '#include "memory/frame.h"\n#include "test/runner.h"\n',
    "demo.c": SPDX + "static int shown;\n",
    "boot/entry.asm": "; SPDX-License-Identifier: MIT\n"
                      '%include "offsets.inc"\n',
    "memory/frame.c": FRAME_C,
    "memory/frame.h": FRAME_H,
    "abi/numbers.h": SPDX + '#pragma once\n#include "base/types.h"\n',
    "syscall/dispatch.h": SPDX + '#pragma once\n#include "abi/numbers.h"\n',
    "test/memory/frames_return.c": SPDX + '#include "test/runner.h"\n',
    "test/memory/host/random.c": SPDX + '#include "memory/frame.h"\n'
                                 "extern int seed;\n",
    "user/hello.c": SPDX + '#include "abi/numbers.h"\n'
                           '#include "base/types.h"\n',
}


class Tree:
    """A tree of chapters that a test may break."""

    def __init__(self, root):
        self.root = root
        for path, text in COMMON.items():
            self.put("common", path, text)
        for chapter in CHAPTERS:
            for path, text in CHAPTER.items():
                self.put(chapter, path, text)
            self.put(chapter, "CHANGES", HEADING.format(
                1, "all of it", 26 if chapter == ONE else 5))
        for path in CHAPTER:
            if path != "README.md":
                self.tell(ONE, f"new {path}  it is the first chapter")
        self.bin = root.parent / "bin"      # all the programs there are
        self.bin.mkdir()

    def put(self, chapter, path, text):
        full = self.root / chapter / path
        full.parent.mkdir(parents=True, exist_ok=True)
        full.write_text(text)

    def put_from(self, first, path, text):
        """Writes a file into a chapter and all later ones, and says so."""
        there = (self.root / first / path).exists()
        for chapter in CHAPTERS[CHAPTERS.index(first):]:
            self.put(chapter, path, text)
        if first != ONE or not there:
            self.tell(first, f"{'changed' if there else 'new'} {path}  why")

    def remove_from(self, first, path):
        for chapter in CHAPTERS[CHAPTERS.index(first):]:
            (self.root / chapter / path).unlink()
        self.tell(first, f"removed {path}  no longer of use")

    def tell(self, chapter, line):
        with open(self.root / chapter / "CHANGES", "a") as changes:
            changes.write(line + "\n")

    def check(self, *options, **environment):
        """Runs the tool; returns its exit status and its lines."""
        run = subprocess.run(
            [sys.executable, TOOLS / "check", "--root", self.root, *options],
            capture_output=True, text=True,
            env={"PATH": str(self.bin), **environment})
        assert run.stderr == ""
        return run.returncode, run.stdout.splitlines()

    def check_finds(self, *starts):
        """The tool fails, with exactly these faults, in any order."""
        status, lines = self.check()
        faults = [line for line in lines if not line.startswith("check: ")]
        for start in starts:
            assert any(line.startswith(start) for line in faults), lines
        assert len(faults) == len(starts), lines
        plural = "s" if len(starts) > 1 else ""
        assert lines[-1] == f"check: {len(starts)} fault{plural}"
        assert status == 1

    def check_passes(self):
        status, lines = self.check()
        assert lines[-1] == "check: all 4 chapters hold together", lines
        assert status == 0


@pytest.fixture
def tree(tmp_path):
    return Tree(tmp_path / "tree")


def test_a_sound_tree_passes(tree):
    tree.check_passes()


def test_a_tree_without_chapters_does_not_pass(tmp_path):
    run = subprocess.run([sys.executable, TOOLS / "check", "--root", tmp_path],
                         capture_output=True, text=True)
    assert run.returncode == 1
    assert "no chapter" in run.stderr


# --- CHANGES ---

def test_a_difference_that_changes_does_not_name(tree):
    tree.put(LAST, "memory/frame.c", FRAME_C + "static int spare;\n")
    tree.check_finds("final/memory/frame.c: differs from ch03-third, "
                     "but final/CHANGES does not name it")


def test_a_new_file_that_changes_does_not_name(tree):
    tree.put(LAST, "memory/heap.c", SPDX)
    tree.check_finds("final/memory/heap.c: is not in ch03-third")


def test_a_lost_file_that_changes_does_not_name(tree):
    (tree.root / LAST / "memory/frame.c").unlink()
    tree.check_finds("final/memory/frame.c: is gone since ch03-third")


def test_a_named_difference_is_well(tree):
    tree.put_from(TWO, "memory/frame.c", FRAME_C + "static int spare;\n")
    tree.put_from(THREE, "memory/heap.c", SPDX)
    tree.remove_from(LAST, "memory/heap.c")
    tree.check_passes()


@pytest.mark.parametrize("line, complaint", [
    ("changed memory/frame.c  faster", "it is the same as in ch01-first"),
    ("new memory/frame.c  for frames", "it is the same as in ch01-first"),
    ("removed memory/heap.c  not needed", "neither ch01-first nor ch02-second"),
])
def test_a_difference_that_changes_invents(tree, line, complaint):
    tree.tell(TWO, line)
    kind_and_path = " ".join(line.split()[:2])
    tree.check_finds(f"ch02-second/CHANGES:2: says '{kind_and_path}', "
                     f"but {complaint}")


def test_a_change_told_as_another_kind(tree):
    tree.put_from(TWO, "memory/frame.c", FRAME_C + "static int spare;\n")
    tree.put(TWO, "CHANGES", HEADING.format(1, "all of it", 5)
             + "new memory/frame.c  why\n")
    tree.check_finds("ch02-second/CHANGES:2: says 'new memory/frame.c', "
                     "but it is changed")


@pytest.mark.parametrize("line, complaint", [
    ("moved memory/frame.c  why", "begins with 'moved'"),
    ("changed demo.c", "'changed demo.c' does not say why"),
])
def test_a_line_of_changes_that_says_too_little(tree, line, complaint):
    tree.put_from(TWO, "demo.c", SPDX + "static int other;\n")
    tree.put(TWO, "CHANGES", HEADING.format(1, "all of it", 5)
             + line.replace("memory/frame.c", "demo.c") + "\n")
    status, lines = tree.check()
    assert status == 1
    assert lines[0].startswith("ch02-second/CHANGES:2: "), lines
    assert any(complaint in text for text in lines), lines


def test_a_removal_without_a_reason(tree):
    for chapter in CHAPTERS[1:]:
        (tree.root / chapter / "user/hello.c").unlink()
    tree.tell(TWO, "removed user/hello.c")
    tree.check_finds("ch02-second/CHANGES:2: 'removed user/hello.c' does not")


def test_a_path_named_twice(tree):
    tree.tell(ONE, "new main.c  again")
    tree.check_finds("ch01-first/CHANGES:13: names main.c a second time")


def test_the_first_chapter_lists_all_its_files(tree):
    changes = tree.root / ONE / "CHANGES"
    lines = changes.read_text().splitlines()
    changes.write_text("\n".join(line for line in lines
                                 if "new main.c" not in line) + "\n")
    tree.check_finds("ch01-first/main.c: is not in the chapter before")


def test_show_must_be_listed_but_readme_need_not(tree):
    tree.put(LAST, "README.md", "Another chapter.\n")
    tree.check_passes()
    tree.put(LAST, "demo.c", SPDX + "static int other;\n")
    tree.check_finds("final/demo.c: differs from ch03-third")


def test_build_output_is_no_part_of_a_chapter(tree):
    tree.put(LAST, "build/main.o", "not a source\n")
    tree.put(LAST, "test/__pycache__/x.pyc", "not a source\n")
    tree.put(LAST, ".main.c.swp", "not a source\n")
    tree.check_passes()


def test_a_mode_that_differs(tree):
    (tree.root / THREE / "Makefile").chmod(0o755)
    tree.check_finds("ch03-third/Makefile: is executable, unlike",
                     "final/Makefile: is not executable, unlike")


# --- the steps of CHANGES ---

def tell_steps(tree, *parts):
    """Puts a second chapter's CHANGES together from these parts."""
    tree.put(TWO, "CHANGES", "# the reading guide\n" + "".join(parts))


def many_lines(count):
    return SPDX + "".join(f"static int n_{n};\n" for n in range(count - 1))


def put_steps(tree, *headings):
    """A second chapter with 40 lines in one step and 20 in the next."""
    tree.put_from(TWO, "memory/heap.c", many_lines(40))
    tree.put_from(TWO, "memory/heap.h", many_lines(20))
    tree.put_from(TWO, "test/heap_grows.c", many_lines(100))
    tell_steps(tree, headings[0], "new memory/heap.c  the heap grows\n",
               "new test/heap_grows.c  the test counts blocks\n", headings[1],
               "new memory/heap.h  the heap has a header\n")


def test_a_chapter_without_steps(tree):
    tree.put(TWO, "CHANGES", "# the reading guide\n")
    tree.check_finds("ch02-second/CHANGES: ch02-second is not told in steps")


def test_steps_with_the_right_counts_are_well(tree):
    put_steps(tree, HEADING.format(1, "heap", 40),
              HEADING.format(2, "header", 25))
    tree.check_passes()                 # 25 for 20: nearly right is enough


@pytest.mark.parametrize("one, two, complaint", [
    (HEADING.format(1, "heap", 60), HEADING.format(2, "header", 20),
     "2: step 1 has 40 lines, not 60"),
    (HEADING.format(1, "heap", 40), HEADING.format(3, "header", 20),
     "5: is step 3, where step 2 is due"),
    (HEADING.format(1, "heap", 40), "# Step 2 - header (20 lines)\n",
     "5: is not of the form"),
    ("", HEADING.format(1, "header", 20),
     "2: memory/heap.c stands before the first step"),
])
def test_a_heading_that_is_wrong(tree, one, two, complaint):
    put_steps(tree, one, two)
    assert f"ch02-second/CHANGES:{complaint}" in "\n".join(tree.check()[1])


def test_a_step_that_is_too_long_must_be_marked(tree):
    tree.put_from(TWO, "memory/heap.c", many_lines(351))
    line = "new memory/heap.c  the heap grows\n"
    tell_steps(tree, HEADING.format(1, "heap", 351), line)
    tree.check_finds("ch02-second/CHANGES:2: step 1 has 351 lines, more than "
                     "350")
    tell_steps(tree, HEADING.format(1, "heap", "351").replace(
        "lines", "lines, long"), line)
    tree.check_passes()
    tree.put_from(TWO, "memory/heap.c", many_lines(350))
    tell_steps(tree, HEADING.format(1, "heap", 350), line)
    tree.check_passes()


@pytest.mark.parametrize("why", [
    "and grows", "Which grows", "who asks", "that grows", "is larger",
    "are larger", "has grown", "can grow", "may grow"])
def test_a_clause_without_a_subject(tree, why):
    put_steps(tree, HEADING.format(1, "heap", 40),
              HEADING.format(2, "header", 20))
    changes = tree.root / TWO / "CHANGES"
    text = changes.read_text()
    changes.write_text(text.replace("the heap grows", why))
    tree.check_finds(f"ch02-second/CHANGES:3: '{why}' begins with")
    changes.write_text(text.replace("the heap grows", "android heaps grow"))
    tree.check_passes()


def run_changes(tree, *words):
    run = subprocess.run([sys.executable, TOOLS / "changes.py", *words],
                         cwd=tree.root, capture_output=True, text=True)
    return run.returncode, run.stdout + run.stderr


def test_one_step_can_be_shown(tree):
    put_steps(tree, HEADING.format(1, "heap", 40),
              HEADING.format(2, "header", 20))
    status, shown = run_changes(tree, "diff", TWO, "2")
    assert status == 0
    assert shown.startswith(HEADING.format(2, "header", 20))
    assert "# new memory/heap.h  the heap has a header" in shown
    assert "+++ ch02-second/memory/heap.h\n@@ -0,0 +1,20 @@\n" in shown
    assert "heap.c" not in shown and "heap_grows" not in shown
    status, shown = run_changes(tree, "diff", TWO, "3")
    assert status == 1
    assert "no step 3: ch02-second/CHANGES has 2 steps" in shown


def test_the_counts_can_be_written(tree):
    put_steps(tree, HEADING.format(1, "heap", 9),
              HEADING.format(2, "header", 999))
    assert run_changes(tree, "count", TWO)[0] == 0
    changes = (tree.root / TWO / "CHANGES").read_text()
    assert "heap (40 lines)" in changes and "header (20 lines)" in changes
    tree.check_passes()


# --- moves, returns, lost fixes ---

def test_a_file_that_moves(tree):
    tree.put_from(TWO, "memory/pages.c",
                  FRAME_C.replace("return first", "return 2 * first"))
    tree.check_passes()             # a copy is no move ...
    tree.remove_from(TWO, "memory/frame.c")
    tree.check_finds("ch02-second/memory/pages.c: is a file moved from "
                     "ch01-first/memory/frame.c")


def test_another_file_in_place_of_a_removed_one_is_well(tree):
    tree.put_from(TWO, "memory/pages.c", SPDX + "".join(
        f"static int page_{n};\n" for n in range(6)))
    tree.remove_from(TWO, "memory/frame.c")
    tree.check_passes()


def test_a_file_that_returns(tree):
    for chapter in (TWO, THREE):
        (tree.root / chapter / "user/hello.c").unlink()
    tree.tell(TWO, "removed user/hello.c  not needed")
    tree.tell(LAST, "new user/hello.c  needed after all")
    tree.check_finds("final/user/hello.c: returns, though ch02-second removed")


def test_a_fix_that_is_not_carried_on(tree):
    broken = FRAME_C.replace("int first_free_frame = 1;",
                             "int first_free_frame;")
    for chapter in (TWO, LAST):
        tree.tell(chapter, "changed memory/frame.c  why")
    tree.put(TWO, "memory/frame.c", broken)
    tree.tell(THREE, "changed memory/frame.c  why")
    tree.put(LAST, "memory/frame.c", FRAME_C + "static int spare;\n")
    tree.check_finds("ch02-second/memory/frame.c: a fix was not carried on: "
                     "'int first_free_frame = 1;' is in ch01-first (line 4) "
                     "and in ch03-third (line 4), but not here")


def test_a_line_of_one_chapter_alone_is_well(tree):
    tree.put(TWO, "memory/frame.c", FRAME_C + "static int only_here;\n")
    tree.tell(TWO, "changed memory/frame.c  one line more")
    tree.tell(THREE, "changed memory/frame.c  one line less")
    tree.check_passes()


@pytest.mark.parametrize("line", ["int x;", "static int twice;"])
def test_a_line_that_tells_nothing_may_vanish_and_return(tree, line):
    times = 2 if "twice" in line else 1
    for chapter in CHAPTERS:
        tree.put(chapter, "memory/frame.c",
                 FRAME_C + (f"{line}\n" * (0 if chapter == TWO else times)))
    tree.tell(TWO, "changed memory/frame.c  why")
    tree.tell(THREE, "changed memory/frame.c  why")
    tree.check_passes()


def test_show_may_be_rewritten_as_it_likes(tree):
    tree.put(TWO, "demo.c", SPDX + "static int different;\n")
    tree.tell(TWO, "changed demo.c  why")
    tree.tell(THREE, "changed demo.c  why")
    tree.check_passes()


# --- includes ---

@pytest.mark.parametrize("path, include, complaint", [
    ("memory/frame.h", '#include "syscall/dispatch.h"',
     "syscall is a later layer than memory"),
    ("memory/frame.h", "#include <syscall/dispatch.h>",
     "syscall is a later layer than memory"),
    ("boot/entry.asm", '%include "memory/frame.h"',
     "memory is a later layer than boot"),
    ("memory/frame.c", '#include "test/runner.h"', "for test/ alone"),
    ("memory/frame.c", '#include "frame.h"', "paths start at the layer"),
    ("memory/frame.c", '#include "offsets.inc"', "nor in common"),
    ("main.c", '#include "../ch01-first/memory/frame.h"', "without '..'"),
    ("user/hello.c", '#include "memory/frame.h"', "programs see only"),
    ("user/hello.c", '#include "syscall/dispatch.h"', "programs see only"),
    ("user/hello.c", '#include "test/runner.h"', "programs see only"),
    ("abi/numbers.h", '#include "memory/frame.h"', "programs see only"),
    ("test/memory/host/random.c", '#include "memory/heap.h"', "nor beside it"),
    ("test/memory/host/random.c", '#include "../../main.c"', "nor beside it"),
])
def test_an_include_that_reaches_too_far(tree, path, include, complaint):
    text = CHAPTER[path] + include + "\n"
    tree.put_from(TWO, path, text)
    number = text.count("\n")
    tree.check_finds(f"ch02-second/{path}:{number}: includes '")
    assert complaint in tree.check()[1][0]


@pytest.mark.parametrize("path, include", [
    ("base/types.h", '#include "test/runner.h"'),
    ("base/types.h", '#include "memory/frame.h"'),
])
def test_common_does_not_reach_upward(tree, path, include):
    tree.put("common", path, SPDX + "#pragma once\n" + include + "\n")
    status, lines = tree.check()
    assert status == 1
    assert lines[0].startswith(f"common/{path}:3: includes"), lines


@pytest.mark.parametrize("path, text", [
    ("test/memory/host/beside.c", SPDX + '#include "random.c"\n'
                                  '#include "user/hello.c"\n'),
    ("memory/heap.c", SPDX + '#include <stdint.h>\n'
                             '#include "boot/bounds.h"\n'),
    ("test/memory/heap.c", SPDX + '#include "user/hello.c"\n'),
    ("offsets.c", SPDX + '#include "syscall/dispatch.h"\n'),
    ("boot/more.h", SPDX + '#include "abi/numbers.h"\n'),
    ("user/start.asm", ';' + SPDX + '%include "offsets.inc"\n'),
])
def test_an_include_that_points_down_is_well(tree, path, text):
    tree.put_from(TWO, "boot/bounds.h", SPDX)
    tree.put_from(TWO, path, text)
    tree.check_passes()


def test_a_source_in_a_folder_that_is_no_layer(tree):
    tree.put_from(TWO, "drivers/disk.c", SPDX)
    tree.check_finds("ch02-second/drivers/disk.c: is in no layer")


def test_a_header_in_a_folder_that_is_no_layer(tree):
    tree.put("common", "gdb/walk.h", SPDX)
    tree.put_from(TWO, "memory/frame.c", FRAME_C + '#include "gdb/walk.h"\n')
    tree.check_finds(
        "common/gdb/walk.h: is in no layer",
        "ch02-second/memory/frame.c:7: includes 'gdb/walk.h', which is in no")


def test_an_include_cycle_in_common_is_spelled_out(tree):
    tree.put("common", "base/list.h", SPDX + '#include "base/types.h"\n')
    tree.put("common", "base/types.h", SPDX + '#include "base/list.h"\n')
    tree.check_finds("common/base/list.h: include cycle: "
                     "base/list.h -> base/types.h -> base/list.h")


def test_an_include_cycle_is_spelled_out(tree):
    tree.put_from(TWO, "memory/heap.h", SPDX + '#include "memory/frame.h"\n')
    tree.put_from(TWO, "memory/frame.h", FRAME_H
                  + '#include "memory/heap.h"\n')
    tree.check_finds("ch02-second/memory/frame.h: include cycle: "
                     "memory/frame.h -> memory/heap.h -> memory/frame.h")


# --- what tests say that breaks them ---

@pytest.mark.parametrize("note", [
    "memory/frame.c: first_free_frame = 1; => first_free_frame = 0;",
    "memory/frame.c: int first_free_frame = 1; =>",
    "memory/frame.c: return first_free_frame;\n//     => return 0;",
    "common/base/types.h: typedef int => typedef long",
])
def test_a_note_that_names_one_place_is_well(tree, note):
    tree.put_from(TWO, "test/memory/frame_is_free.c",
                  f"{SPDX}// Breaks: {note}\n")
    tree.check_passes()


@pytest.mark.parametrize("note, complaint", [
    (": memory/frame.c: first_frame => last_frame", "'first_frame' stands 0"),
    (": memory/frame.c: first_free_frame => 0", "'first_free_frame' stands 2"),
    (": memory/heap.c: free => used", "there is no memory/heap.c to break"),
    (": memory/frame.c: int first_free_frame = 1;", "a note must read"),
    (" memory/frame.c: int first_free_frame =>", "a note must read"),
])
def test_a_note_that_names_no_place_or_several(tree, note, complaint):
    tree.put_from(TWO, "test/memory/frame_is_free.c", f"{SPDX}// Breaks{note}\n")
    tree.check_finds(f"ch02-second/test/memory/frame_is_free.c:2: {complaint}")


def test_a_note_that_a_later_chapter_makes_untrue(tree):
    tree.put_from(TWO, "test/memory/frame_is_free.c",
                  f"{SPDX}// Breaks: memory/frame.c: frame = 1; => frame = 0;\n")
    tree.put_from(THREE, "memory/frame.c", FRAME_C.replace("= 1", "= 2"))
    tree.check_finds("ch03-third/test/memory/frame_is_free.c:2: 'frame = 1;' ")


# --- files ---

@pytest.mark.parametrize("path, first", [
    ("lib/frame.c", "lib/frame.c"),         # lib/ comes before memory/
    ("lib/types.h", "common/base/types.h"),
])
def test_a_base_name_that_exists_twice(tree, path, first):
    tree.put_from(TWO, path, SPDX)
    status, lines = tree.check()
    assert status == 1
    assert f"has the same base name as {first}" in lines[0], lines
    assert lines[0].startswith("ch02-second/"), lines


def test_a_base_name_that_exists_twice_in_common(tree):
    tree.put("common", "serial/types.h", SPDX)
    tree.check_finds("common/serial/types.h: has the same base name as "
                     "common/base/types.h")


def test_makefiles_and_init_files_may_share_a_name(tree):
    for path in ("Makefile", "__init__.py"):
        for folder in ("test/", "user/"):
            tree.put_from(TWO, folder + path,
                          "# SPDX-License-Identifier: MIT\n")
    tree.check_passes()


@pytest.mark.parametrize("place", [THREE, "common"])
def test_a_symbolic_link(tree, place):
    (tree.root / place / "alias").symlink_to("base")
    tree.check_finds(f"{place}/alias: is a symbolic link")


@pytest.mark.parametrize("path", ["README.md", "CHANGES", "Makefile",
                                  "main.c", "demo.c"])
def test_a_chapter_that_is_incomplete(tree, path):
    (tree.root / LAST / path).unlink()
    if path not in ("README.md", "CHANGES"):
        tree.tell(LAST, f"removed {path}  by mistake")
    status, lines = tree.check()
    assert status == 1
    assert f"final/{path}: is missing; every chapter has one" in lines


# --- text ---

@pytest.mark.parametrize("path, text, where, complaint", [
    ("memory/frame.c", "int x;\n", ":1", "no SPDX"),
    ("boot/kernel.ld", "SECTIONS\n", ":1", "no SPDX"),
    ("test/boot/run.py", "import os\n", ":1", "no SPDX"),
    ("test/run", "#!/bin/sh\n:\n" + SPDX, ":2", "no SPDX"),
    ("rules.mk", "x = 1\n", ":1", "no SPDX"),
    ("memory/frame.c", FRAME_C + "\tint x;\n", ":7", "a tab"),
    ("memory/frame.c", FRAME_C + "//" + "x" * 79 + "\n", ":7", "81 columns"),
    ("memory/frame.c", FRAME_C + "int x; \n", ":7", "white space at the end"),
    ("memory/frame.c", FRAME_C + "int x;", "", "one newline"),
    ("memory/frame.c", FRAME_C + "\n", "", "one newline"),
    ("memory/frame.c", FRAME_C + "extern int x;\n", ":7", "extern in a .c"),
    ("README.md", "See /home" + "/someone/folio.\n", ":1", "of one machine"),
    ("README.md", "See /roo" + "t/folio.\n", ":1", "of one machine"),
])
def test_a_line_out_of_shape(tree, path, text, where, complaint):
    if path == "README.md":
        tree.put(TWO, path, text)
    else:
        tree.put_from(TWO, path, text)
    tree.check_finds(f"ch02-second/{path}{where}: ")
    assert complaint in tree.check()[1][0]


def test_a_line_of_80_columns_with_letters_of_two_bytes_is_well(tree):
    tree.put_from(TWO, "memory/frame.c", FRAME_C + "//" + "\u00e9" * 78 + "\n")
    tree.check_passes()


def test_the_tree_outside_the_chapters_is_read_too(tree):
    tree.put("book", "steps.md", "cd " + str(tree.root) + "/ch01-first\n")
    tree.put(".github", "workflow.yml", "cd /home" + "/someone/folio\n")
    tree.put(".", "Makefile", "all:\n")
    tree.put(".git", "config", "/home" + "/someone/folio\n")
    tree.check_finds(".github/workflow.yml:1: ", "book/steps.md:1: ",
                     "Makefile:1: no SPDX")


def test_an_inherited_fault_is_named_once(tree):
    for chapter in CHAPTERS:
        tree.put(chapter, "memory/frame.c", FRAME_C + "int x; \n")
    tree.check_finds("ch01-first/memory/frame.c:7: white space")


# --- words ---

def test_a_subject_without_a_name_is_counted(tree):
    tree.put_from(TWO, "memory/frame.c", FRAME_C + "// Nobody waits.\n")
    tree.tell(THREE, "# Somebody waits.")
    tree.put_from(THREE, "test/frames_wait.c", SPDX + "// anybody\n")
    tree.check_finds("common/tools/exceptions: 2 lines say")
    for allowed, note in ((2, []), (3, ["check: 2 lines say nobody|whoever|"
                                        "somebody|anybody, 3 may"])):
        tree.put("common", "tools/exceptions", f"words {allowed}  so many\n")
        tree.check_passes()
        assert [line for line in tree.check()[1] if "lines say" in line] == note


def test_a_name_that_was_replaced(tree):
    tree.put_from(TWO, "memory/frame.c", FRAME_C + "// not_at_hand\n")
    tree.check_passes()
    tree.put_from(TWO, "test/frames_wait.c", SPDX + "int at_hand;\n")
    tree.check_finds("ch02-second/test/frames_wait.c:2: 'at_hand' is now "
                     "cache")


# --- what the linker sees ---

def test_functions_that_nothing_reaches_and_circles(tmp_path):
    """In a copy of the first real chapter, since it must compile."""
    root = TOOLS.parents[1]
    chapter = min(root.glob("ch01-*"))
    for name in ("common", chapter.name):
        shutil.copytree(root / name, tmp_path / name)
    spare, used, unused = "spare_function", "used_inline", "spare_inline"
    for path, text in {
            "lib/a.h": f"static inline void {used}(void) {{}}\n"
                       f"static inline void {unused}(void) {{}}\n"
                       f"void ring_a(void);\nvoid {spare}(void);\n",
            "lib/b.h": "void ring_b(void);\n",
            "lib/a.c": '#include "lib/a.h"\n#include "lib/b.h"\n'
                       f"void ring_a(void) {{\n    {used}();\n"
                       f"    ring_b();\n}}\nvoid {spare}(void) {{}}\n",
            "lib/b.c": '#include "lib/a.h"\n#include "lib/b.h"\n'
                       "void ring_b(void) {\n    ring_a();\n}\n"}.items():
        (tmp_path / chapter.name / path).write_text(SPDX + text)
    for path, old, new in [
            ("Makefile", "    demo.c",
             "    lib/a.c \\\n    lib/b.c \\\n    demo.c"),
            ("demo.c", "    (void)command_line;",
             "    (void)command_line;\n    ring_a();"),
            ("demo.c", '#include "base/demo.h"',
             '#include "base/demo.h"\n#include "lib/a.h"')]:
        full = tmp_path / chapter.name / path
        assert full.read_text().count(old) == 1
        full.write_text(full.read_text().replace(old, new))

    def check(exceptions):
        (tmp_path / "common/tools/exceptions").write_text(exceptions)
        run = subprocess.run([sys.executable, TOOLS / "check", "--root",
                              tmp_path], capture_output=True, text=True)
        return [line.removeprefix(chapter.name + "/")
                for line in run.stdout.splitlines()
                if "/a." in line or "lets nothing" in line]

    assert [line for line in check("") if "CHANGES" not in line] == [
        f"lib/a.c: {spare}() is reached by nothing that is shipped",
        f"lib/a.h: {unused}() is reached by nothing that is shipped",
        "lib/a.c: use each other in a circle: lib/a.c, lib/b.c"]
    lines = check(f"unreached */lib/a.?:spare_*  later\n"
                  f"circle {chapter.name}/lib  why\n"
                  "circle */boot  why\n")
    assert [line for line in lines if "CHANGES" not in line] == [
        "common/tools/exceptions:3: 'circle */boot' lets nothing pass any "
        "more: take it out"]


# --- clang-format ---

def fake_clang_format(tree, version):
    """Dislikes each file that contains the word `ugly`."""
    tree.put(".", ".clang-format", "BasedOnStyle: LLVM\n")
    tool = tree.bin / "clang-format"
    tool.write_text(f"""#!{sys.executable}
import sys
if sys.argv[1] == "--version":
    sys.exit(print("clang-format version {version}.0.6"))
assert sys.argv[1:3] == ["--dry-run", "-Werror"]
assert sys.argv[3].startswith("--style=file:/")
ugly = [f for f in sys.argv[4:] if "ugly" in open(f).read()]
for name in ugly:
    print(name + ":2:1: error: code should be clang-formatted [-W]",
          file=sys.stderr)
sys.exit(bool(ugly))
""")
    tool.chmod(0o755)


def test_a_file_not_as_clang_format_writes_it(tree):
    fake_clang_format(tree, 14)
    tree.check_passes()
    tree.put_from(TWO, "memory/frame.h", FRAME_H + "int ugly(void);\n")
    tree.check_finds("ch02-second/memory/frame.h: is not as clang-format")


def test_another_version_of_clang_format_does_not_count(tree):
    fake_clang_format(tree, 19)
    tree.put_from(TWO, "memory/frame.h", FRAME_H + "int ugly(void);\n")
    tree.check_passes()
    assert tree.check()[1][:2] == [
        "check: clang-format 19 is not version 14: its verdict does not count",
        "check: ch02-second/memory/frame.h: is not as clang-format would "
        "write it"]


def test_a_clang_format_that_fails_is_a_fault(tree):
    fake_clang_format(tree, 14)
    tool = tree.bin / "clang-format"
    tool.write_text(tool.read_text().replace("assert sys", "assert not sys"))
    status, lines = tree.check()
    assert status == 1
    assert lines[0].startswith(".clang-format: clang-format failed: ")


def test_a_chapter_by_itself_may_lie_anywhere(tree, tmp_path):
    fake_clang_format(tree, 14)
    folder = tmp_path / "handed in" / THREE
    shutil.copytree(tree.root / THREE, folder)
    (folder / "memory/frame.c").write_text(FRAME_C + "static int ugly;\t\n")
    (folder / "user/new.c").write_text('#include "memory/frame.h"\n')
    status, lines = tree.check("--chapter", folder)
    assert status == 1
    assert [line.split(": ")[0] for line in lines] == [
        f"{THREE}/user/new.c:1", f"{THREE}/memory/frame.c:7",
        f"{THREE}/memory/frame.c:7", f"{THREE}/user/new.c:1",
        f"{THREE}/memory/frame.c", "check"], lines


@pytest.mark.skipif(not (shutil.which("clang-format-14")
                         or shutil.which("clang-format")),
                    reason="clang-format is not installed")
def test_the_real_clang_format_is_asked(tree):
    tree.put(".", ".clang-format", "BasedOnStyle: LLVM\nIndentWidth: 4\n"
                                   "SortIncludes: Never\n")
    _, before = tree.check(PATH=os.environ["PATH"])
    tree.put_from(TWO, "memory/frame.c", FRAME_C + "int   ugly ;\n")
    _, after = tree.check(PATH=os.environ["PATH"])
    new = [line for line in after if line not in before]
    assert any(line.startswith(("ch02-second/memory/frame.c: is not as",
                                "check: ch02-second/memory/frame.c: is not"))
               for line in new), after


def test_a_missing_clang_format_is_said_and_can_be_required(tree):
    _, lines = tree.check()
    assert "check: clang-format not found: the formatting check was skipped" \
        in lines
    status, lines = tree.check(FOLIO_REQUIRE_ALL="1")
    assert status == 1
    assert lines[0] == ".clang-format: clang-format was not found"
