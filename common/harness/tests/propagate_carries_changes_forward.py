# SPDX-License-Identifier: MIT
#
# common/tools/propagate carries a change from one chapter to the later ones.
#
# Each test commits a tree of four chapters to a git repository of its own,
# edits one chapter, runs the tool, and looks at what the later ones hold.

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROPAGATE = Path(__file__).resolve().parents[2] / "tools" / "propagate"
ONE, TWO, THREE, LAST = "ch01-first", "ch02-second", "ch03-third", "final"
CHAPTERS = [ONE, TWO, THREE, LAST]
PATH = "console/vga.c"
TEXT = "".join(f"line {n}\n" for n in range(1, 13))
FIXED = TEXT.replace("line 2\n", "line 2, fixed\n")


class Tree:
    def __init__(self, root):
        self.root = root
        for chapter in CHAPTERS:
            self.put(chapter, TEXT)
            self.put(chapter, "# the reading guide\n", "CHANGES")
            self.put(chapter, "the same\n", "main.c")
        self.git("init", "--quiet")
        self.commit()

    def put(self, chapter, text, path=PATH):
        full = self.root / chapter / path
        full.parent.mkdir(parents=True, exist_ok=True)
        full.write_text(text)

    def get(self, chapter, path=PATH):
        full = self.root / chapter / path
        return full.read_text() if full.exists() else None

    def get_all(self, path=PATH):
        return [self.get(chapter, path) for chapter in CHAPTERS]

    def git(self, *arguments):
        subprocess.run(
            ["git", "-c", "user.name=A Student", "-c", "user.email=a@b.c",
             "-c", "commit.gpgsign=false", *arguments],
            cwd=self.root, check=True, stdout=subprocess.DEVNULL)

    def commit(self):
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "a state")

    def propagate(self, *arguments, status=0, cwd=None):
        """Runs the tool; returns its lines, with those of stderr last."""
        run = subprocess.run(
            [sys.executable, PROPAGATE, "--root", self.root, *arguments],
            cwd=cwd or self.root, capture_output=True, text=True)
        assert run.returncode == status, run.stdout + run.stderr
        return (run.stdout + run.stderr).splitlines()


@pytest.fixture
def tree(tmp_path):
    return Tree(tmp_path)


def test_a_fix_is_copied_to_identical_files(tree):
    tree.put(TWO, FIXED)
    assert tree.propagate(f"{TWO}/{PATH}") == [
        "ch03-third: copied", "final: copied"]
    assert tree.get_all() == [TEXT, FIXED, FIXED, FIXED]


def test_a_fix_is_merged_into_a_file_that_had_changed(tree):
    other = TEXT.replace("line 11\n", "line eleven\n")
    tree.put(THREE, other)
    tree.put(LAST, other)
    tree.commit()
    tree.put(ONE, FIXED)
    assert tree.propagate(f"{ONE}/{PATH}") == [
        "ch02-second: copied", "ch03-third: merged", "final: copied"]
    merged = FIXED.replace("line 11\n", "line eleven\n")
    assert tree.get_all() == [FIXED, FIXED, merged, merged]


def test_an_edit_not_yet_committed_in_a_later_chapter_is_kept(tree):
    tree.put(LAST, TEXT.replace("line 11\n", "line eleven\n"))
    tree.put(ONE, FIXED)
    assert tree.propagate(f"{ONE}/{PATH}")[-1] == "final: merged"
    assert tree.get(LAST) == FIXED.replace("line 11\n", "line eleven\n")


def test_a_second_run_finds_all_there(tree):
    tree.put(LAST, TEXT.replace("line 11\n", "line eleven\n"))
    tree.commit()
    tree.put(ONE, FIXED)
    tree.propagate(f"{ONE}/{PATH}")
    before = tree.get_all()
    assert tree.propagate(f"{ONE}/{PATH}") == [
        f"{chapter}: already there" for chapter in CHAPTERS[1:]]
    assert tree.get_all() == before


def test_a_conflict_stops_and_can_be_resolved_and_continued(tree):
    other = TEXT.replace("line 2\n", "line two\n")
    tree.put(THREE, other)
    tree.put(LAST, other)
    tree.commit()
    tree.put(ONE, FIXED)
    tree.put(ONE, "changed\n", "main.c")
    lines = tree.propagate(f"{ONE}/{PATH}", f"{ONE}/main.c", status=1)
    assert lines == [
        f"{ONE}/{PATH}:", "ch02-second: copied", "ch03-third: CONFLICT",
        f"propagate: {THREE}/{PATH}: resolve the conflict, then run: "
        f"common/tools/propagate {THREE}/{PATH} {ONE}/main.c"]
    assert "<<<<<<< ch03-third" in tree.get(THREE)
    assert "line two\n" in tree.get(THREE)
    assert "line 2, fixed\n" in tree.get(THREE)
    assert tree.get(LAST) == other

    for path in (f"{THREE}/{PATH}", f"{ONE}/{PATH}"):   # not yet resolved
        assert tree.propagate(path, status=1)[-1] == (
            f"propagate: {THREE}/{PATH}: still has conflict markers; "
            "resolve them first")

    resolved = TEXT.replace("line 2\n", "line two, fixed\n")
    tree.put(THREE, resolved)
    assert tree.propagate(f"{THREE}/{PATH}", f"{ONE}/main.c")[1] == (
        "final: copied")
    assert tree.get_all() == [FIXED, FIXED, resolved, resolved]
    assert tree.get_all("main.c") == ["changed\n"] * 4


def test_a_better_version_replaces_the_one_carried_before(tree):
    tree.put(ONE, FIXED)
    tree.propagate(f"{ONE}/{PATH}")
    better = TEXT.replace("line 2\n", "line 2, well fixed\n")
    tree.put(ONE, better)
    lines = tree.propagate(f"{ONE}/{PATH}", status=1)
    assert lines[-1].endswith("run again with --afresh)")
    assert tree.propagate("--afresh", f"{ONE}/{PATH}") == [
        f"{chapter}: copied" for chapter in CHAPTERS[1:]]
    assert tree.get_all() == [better] * 4


def test_a_change_already_committed_is_carried_from_an_older_commit(tree):
    tree.put(ONE, FIXED)
    tree.commit()
    lines = tree.propagate(f"{ONE}/{PATH}")
    assert len(lines) == 1
    assert "nothing to carry" in lines[0]
    assert tree.get(TWO) == TEXT
    tree.propagate("--base", "HEAD~1", f"{ONE}/{PATH}")
    assert tree.get_all() == [FIXED] * 4


def test_a_new_file_is_copied_where_it_is_lacking(tree):
    tree.put(TWO, "new\n", "memory/heap.c")
    assert tree.propagate(f"{TWO}/memory/heap.c") == [
        "ch03-third: copied", "final: copied"]
    assert tree.get_all("memory/heap.c") == [None, "new\n", "new\n", "new\n"]


def test_a_new_file_does_not_overwrite_another_of_that_name(tree):
    tree.put(LAST, "other\n", "memory/heap.c")
    tree.commit()
    tree.put(THREE, "new\n", "memory/heap.c")
    lines = tree.propagate(f"{THREE}/memory/heap.c", status=1)
    assert lines[0] == "final: CONFLICT"
    assert "other\n" in tree.get(LAST, "memory/heap.c")


def test_a_deleted_file_is_deleted_where_it_is_identical(tree):
    (tree.root / TWO / PATH).unlink()
    assert tree.propagate(f"{TWO}/{PATH}") == [
        "ch03-third: deleted", "final: deleted"]
    assert tree.get_all() == [TEXT, None, None, None]
    assert not (tree.root / LAST / "console").exists()
    assert tree.propagate(f"{TWO}/{PATH}") == [
        "ch03-third: already gone", "final: already gone"]


def test_a_deleted_file_stays_where_it_has_become_another(tree):
    tree.put(LAST, FIXED)
    tree.commit()
    (tree.root / TWO / PATH).unlink()
    lines = tree.propagate(f"{TWO}/{PATH}", status=1)
    assert lines[0] == "ch03-third: deleted"
    assert lines[1].startswith(f"propagate: final/{PATH}: is not the file")
    assert tree.get(LAST) == FIXED


def test_it_stops_where_changes_says_removed(tree):
    for chapter in (THREE, LAST):
        (tree.root / chapter / PATH).unlink()
    tree.put(THREE, f"removed  {PATH}  no longer of use\n", "CHANGES")
    tree.commit()
    tree.put(ONE, FIXED)
    assert tree.propagate(f"{ONE}/{PATH}") == [
        "ch02-second: copied", "ch03-third: removed here by its CHANGES"]
    assert tree.get_all() == [FIXED, FIXED, None, None]


def test_it_stops_where_the_file_is_missing_without_a_word(tree):
    (tree.root / THREE / PATH).unlink()
    tree.commit()
    tree.put(ONE, FIXED)
    lines = tree.propagate(f"{ONE}/{PATH}", status=1)
    assert lines[-1].startswith(f"propagate: {THREE}/{PATH}: is missing")
    assert tree.get(THREE) is None


def test_modes_are_carried_too(tree):
    (tree.root / TWO / PATH).chmod(0o755)
    assert tree.propagate(f"{TWO}/{PATH}") == [
        "ch03-third: mode copied", "final: mode copied"]
    for chapter, is_executable in zip(CHAPTERS, [False, True, True, True]):
        assert os.access(tree.root / chapter / PATH, os.X_OK) == is_executable


def test_an_unchanged_executable_file_is_not_carried(tree):
    (tree.root / ONE / PATH).chmod(0o755)
    tree.commit()
    assert "nothing to carry" in tree.propagate(f"{ONE}/{PATH}")[0]


def test_a_new_executable_file_stays_executable(tree):
    tree.put(TWO, "#!/bin/sh\n", "test/run")
    (tree.root / TWO / "test/run").chmod(0o755)
    tree.propagate(f"{TWO}/test/run")
    assert os.access(tree.root / LAST / "test/run", os.X_OK)


def test_a_merged_file_keeps_its_mode(tree):
    tree.put(LAST, TEXT.replace("line 11\n", "line eleven\n"))
    (tree.root / LAST / PATH).chmod(0o755)
    tree.commit()
    tree.put(THREE, FIXED)
    assert tree.propagate(f"{THREE}/{PATH}") == ["final: merged"]
    assert os.access(tree.root / LAST / PATH, os.X_OK)


def test_a_file_that_is_no_text_is_not_merged(tree):
    for chapter, data in ((THREE, b"a\0b"), (LAST, b"c\0d")):
        (tree.root / chapter / PATH).write_bytes(data)
    tree.commit()
    (tree.root / THREE / PATH).write_bytes(b"e\0f")
    lines = tree.propagate(f"{THREE}/{PATH}", status=1)
    assert lines == [f"propagate: final/{PATH}: cannot be merged "
                     "(not a text file?)"]
    assert (tree.root / LAST / PATH).read_bytes() == b"c\0d"


def test_a_path_may_begin_where_the_user_stands(tree):
    tree.put(TWO, FIXED)
    tree.propagate(PATH, cwd=tree.root / TWO)
    assert tree.get(LAST) == FIXED


def test_the_index_is_never_touched(tree):
    tree.put(LAST, TEXT.replace("line 11\n", "line eleven\n"))
    tree.commit()
    index = tree.root / ".git" / "index"
    before = index.read_bytes()
    tree.put(ONE, FIXED)
    tree.put(ONE, "new\n", "memory/heap.c")
    tree.propagate(f"{ONE}/{PATH}", f"{ONE}/memory/heap.c")
    assert index.read_bytes() == before


def test_the_last_chapter_has_nowhere_to_go(tree):
    tree.put(LAST, FIXED)
    assert tree.propagate(f"{LAST}/{PATH}") == ["final: is the last chapter"]


@pytest.mark.parametrize("arguments, complaint", [
    (["common/tools/check"], "common/tools/check: is in no chapter"),
    ([f"../{ONE}/{PATH}"], "is in no chapter"),
    ([f"{ONE}/console/none.c"], "no such file, neither here nor at HEAD"),
    ([f"{ONE}/console"], "is a folder; name the files in it"),
    ([ONE], "is a folder; name the files in it"),
    ([f"{ONE}/CHANGES"], "each chapter has its own CHANGES"),
    (["--base", "nonsense", f"{ONE}/{PATH}"], "git knows no commit nonsense"),
    ([f"{ONE}/{PATH}", f"{ONE}/none.c"], "none.c: no such file"),
])
def test_a_bad_argument_is_refused_in_one_line(tree, arguments, complaint):
    tree.put(ONE, FIXED)
    lines = tree.propagate(*arguments, status=2)
    assert len(lines) == 1
    assert lines[0].startswith("propagate: ")
    assert complaint in lines[0]
    assert tree.get(TWO) == TEXT
