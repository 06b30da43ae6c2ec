# SPDX-License-Identifier: MIT
"""What is graded: a chapter, one step of it, or an exercise of the book. Each
kind has

    name       the chapter, as in ch06-heap
    title      what a person calls it
    write      the paths that are taken from a submission
    tests      the paths of the tests that give points
    before     {path: content} of an exercise's chapter, which the submission
               may leave as it is
    given()    {path: content} of the chapter without what is to be written
    stand_in() writes skeletons where a file was not handed in
"""

import re
import sys
from pathlib import Path

import handout
import steps
import submission

ROOT = Path(__file__).resolve().parents[2]
LIST_ENTRY = re.compile(r'    (\w+/)*\w+\.(c|asm)( \\)?', re.ASCII)
DECLARED = re.compile(r'^TEST(?:_PANICS)?\s*\(\s*(\w+)', re.MULTILINE)


class OfChapter:
    """A chapter of the tree, or its step."""

    takes_all_sources = False
    before = {}

    def __init__(self, folder, step=None):
        self.made = handout.Assignment(folder, step)
        self.name, self.tests = self.made.name, self.made.tests
        self.write = self.made.write
        self.title = self.name + (f', step {step}' if step else '')
        self.like = (self.made.steps.folder, self.made.steps.previous)

    def given(self):
        return self.made.given()

    def stand_in(self, chapter, paths):
        handout.write_skeletons(self.made, chapter, paths)


class OfHandout:
    """A handout, graded by itself: there is no solution to make skeletons of.
    """

    takes_all_sources = False
    before = {}

    def __init__(self, folder):
        said = handout.read_manifest(folder)
        self.name, self.write = said['chapter'], said['write']
        self.tests = said['tests']
        self.title = self.name + (f", step {said['step']}" if said['step']
                                  else '')
        self.folder = folder / self.name
        self.like = (self.folder,)

    def given(self):
        return {path: content
                for path, content in steps.files_of(self.folder).items()
                if path not in self.write}

    def stand_in(self, chapter, paths):
        pass


class OfExercise:
    """An exercise of the book: all sources of the chapter may be changed, and
    the lists of its Makefile."""

    takes_all_sources = True

    def __init__(self, name):
        self.exercise = ROOT / 'book/exercises' / name
        chapters = sorted(ROOT.glob(f"{name.split('/')[0]}-*/CHANGES"))
        if not (self.exercise / 'README.md').is_file() or not chapters:
            sys.exit(f'there is no exercise {name}; there are ' + ', '.join(
                sorted(path.parent.relative_to(ROOT / 'book/exercises')
                       .as_posix() for path in ROOT.glob(
                           'book/exercises/*/*/README.md'))))
        self.folder = chapters[0].parent
        self.name, self.title = self.folder.name, f'exercise {name}'
        self.like = (self.folder,)
        self.before = {path: content for path, content
                        in steps.files_of(self.folder).items()
                        if not path.startswith('test/')}
        self.write = [path for path in self.before
                      if path.endswith(submission.SOURCE)]
        self.own_tests = self.test_files(name.split('/')[1])
        self.tests = list(self.own_tests)[:1]

    def test_files(self, name):
        files, source = {}, self.exercise / 'test.c'
        if source.exists():
            content = source.read_bytes()
            name = DECLARED.search(content.decode('utf-8'))[1]
            files[f'test/exercise/{name}.c'] = content
        else:
            name = re.sub(r'[^a-z0-9]', '_', name)
            files[f'test/exercise/{name}.py'] = (
                self.exercise / 'test.py').read_bytes()
        program = self.exercise / 'program.c'
        if program.exists():
            files['test/exercise/program/exercise.c'] = program.read_bytes()
        return files

    def given(self):
        rest = {path: content for path, content in self.before.items()
                if path not in self.write}
        return {**rest, **self.own_tests}

    def stand_in(self, chapter, paths):
        steps.write({path: self.before[path] for path in paths
                     if path in self.before}, chapter, self.like)

    def is_harmless_makefile(self, content):
        """Does it differ from the chapter's only in entries of its lists?"""
        return (without_entries(content)
                == without_entries(self.before['Makefile']))


def without_entries(makefile):
    """The lines of a Makefile that are not an entry of a list."""
    return [line for line in makefile.decode('utf-8', 'replace').split('\n')
            if not LIST_ENTRY.fullmatch(line)]


def of_arguments(options):
    """The assignment that a command's options name."""
    if options.handout:
        return OfHandout(options.handout.resolve())
    if options.exercise:
        return OfExercise(options.exercise)
    return OfChapter(options.chapter, options.step)
