#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The starting point for building a chapter, or one step of it: an assignment.

    handout.py CHAPTER FOLDER [--step N]   writes it into an empty FOLDER
    handout.py --verify FOLDER             has a given file been changed there?

CHAPTER is a chapter's folder in the tree. FOLDER becomes a git repository that
builds without the rest of the tree: common/, the chapter before, and the
chapter with its headers, tests and Makefile, in which the C and assembly files
that are to be written are skeletons (skeleton.py). main.c, offsets.c, the demo,
the bench and the hostile programs are given. Without --step all steps are to be
written; with it the steps before are done, and those behind are not there yet
(steps.py).

FOLDER/handout.json says what it is:

    chapter   ch06-heap
    step      3, or null
    write     the paths that are to be written, from the chapter's folder
    tests     the tests that belong to them, from the chapter's folder
    digest    of all other files: given_digest()

A grader takes it from the teacher's tree, by manifest(), and never from what
was handed in.
"""

import argparse
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

sys.dont_write_bytecode = True  # the sources may be read-only
sys.path.insert(0, str(Path(__file__).resolve().parent))
import skeleton  # noqa: E402 (once they can be found)
import test_notes  # noqa: E402
from steps import Steps, text, write  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]
GIVEN = re.compile(r'test/|(user/)?bench/|user/hostile/|'
                   r'(main|demo|bench|offsets)\.c$')
TEST = re.compile(r'test/\w+/(host/)?\w+\.(c|py)$')
BESIDE = ('LICENSE', '.clang-format', '.editorconfig', '.gitignore')
NOT_COUNTED = {'.git', 'build', '__pycache__'}
# The same sources give the same commit.
GIT = {'GIT_AUTHOR_NAME': 'Folio', 'GIT_AUTHOR_EMAIL': 'folio@example.org',
       'GIT_COMMITTER_NAME': 'Folio', 'GIT_COMMITTER_EMAIL': 'folio@example.org',
       'GIT_AUTHOR_DATE': '2023-11-14T22:13:20Z',
       'GIT_COMMITTER_DATE': '2023-11-14T22:13:20Z'}
WARNINGS = ('-Wall -Wextra -Werror -Wstrict-prototypes '
            '-Wmissing-prototypes').split()


# --- what it consists of ---

class Assignment:
    """What is done, and what is to be written."""

    def __init__(self, folder, step=None):
        self.steps, self.step = Steps(folder), step
        last = len(self.steps.steps)
        if step is not None and not 1 <= step <= last:
            sys.exit(f'there is no step {step}: {self.steps.name} has {last}')
        self.name = self.steps.name
        self.before = self.steps.tree(0 if step is None else step - 1)
        self.after = self.steps.tree(last if step is None else step)
        self.write, self.tests = parts(self.steps.changes, step)
        if not self.write:
            sys.exit(f'{self.name}: there is nothing to write in step {step}: '
                     'all its files are tests, demos or hostile programs')

    def manifest(self):
        return {'chapter': self.name, 'step': self.step, 'write': self.write,
                'tests': self.tests}

    def given(self):
        """The chapter's tree without what is to be written. A test's note
        quotes a line of the solution, so it goes too."""
        files = {path: content for path, content in self.after.items()
                 if path not in self.write}
        for path in files:
            if TEST.match(path):
                files[path] = without_notes(text(files, path),
                                            self.write).encode()
        return files


def parts(changes, step=None):
    """The paths that are to be written in this step, or in all, and those of
    the tests that belong to it."""
    named = [change.path for change in changes
             if change.kind != 'removed' and step in (None, change.step)]
    return ([path for path in named
             if path.endswith(('.c', '.asm')) and not GIVEN.match(path)],
            [path for path in named if TEST.match(path)])


def manifest(folder, step=None):
    """What handout.json says of this assignment, but for the digest."""
    return Assignment(folder, step).manifest()


def without_notes(source, paths):
    return re.sub(test_notes.NOTE.pattern + r'\n(?:(?://|#)\n(?=\n))?',
                  lambda found: '' if found[2] in paths else found[0], source,
                  flags=re.MULTILINE)


def given_digest(folder, write_paths, chapter):
    """A digest of all files but these of the chapter, and handout.json."""
    skipped = {f'{chapter}/{path}' for path in write_paths} | {'handout.json'}
    digest = hashlib.sha256()
    for path in sorted(folder.rglob('*')):
        inside = path.relative_to(folder)
        if (path.is_file() and inside.as_posix() not in skipped
                and not NOT_COUNTED.intersection(inside.parts)):
            content = hashlib.sha256(path.read_bytes()).hexdigest()
            digest.update(f'{inside.as_posix()} {content}\n'.encode())
    return digest.hexdigest()


# --- writing it ---

def make(assignment, folder):
    if folder.exists() and any(folder.iterdir()):
        sys.exit(f'{folder} is not empty')
    steps = assignment.steps
    chapter = folder / assignment.name
    write(assignment.given(), chapter, (steps.folder, steps.previous))
    write_skeletons(assignment, chapter)
    copy(steps.previous, folder / steps.previous.name)
    copy(ROOT / 'common', folder / 'common', 'tests')
    for name in BESIDE:
        shutil.copy(ROOT / name, folder)
    made = assignment.manifest()
    (folder / 'lesson.md').write_text(lesson(assignment.name))
    (folder / 'README.md').write_text(readme(assignment))
    (folder / 'Makefile').write_text(MAKEFILE.replace('NAME', assignment.name))
    made['digest'] = given_digest(folder, made['write'], made['chapter'])
    (folder / 'handout.json').write_text(json.dumps(made, indent=2) + '\n')
    commit(folder)


def copy(old, new, *ignored):
    shutil.copytree(old, new, ignore=shutil.ignore_patterns(
        'build', '__pycache__', *ignored))


def write_skeletons(assignment, chapter, paths=None):
    """Of these files, or of all, beside the headers that are there."""
    for path in assignment.write if paths is None else paths:
        to = chapter / path
        to.parent.mkdir(parents=True, exist_ok=True)
        to.write_text(skeleton.skeleton(
            path, assignment.before, assignment.after, assignment.steps.common,
            lambda source, to=to: errors(source, to, chapter)))


def errors(source, to, chapter):
    """What the compiler says of this C file, beside the chapter's headers."""
    to.write_text(source)
    gcc = compiler()
    words = [gcc, '-S', '-o', os.devnull, '-std=gnu11', '-ffreestanding', '-m64',
             *WARNINGS, '-I.', '-Iuser/include', f'-I{ROOT / "common"}',
             '-DCHAPTER="x"', str(to.relative_to(chapter))]
    ended = subprocess.run(words, cwd=chapter, check=False, text=True,
                           capture_output=True,
                           env={**os.environ, 'LC_ALL': 'C'})
    return ended.stderr if ended.returncode else ''


def compiler():
    """Of the cross tools, as kernel.mk finds them."""
    asked = subprocess.run([ROOT / 'common/tools/doctor', '--cross'],
                           check=True, text=True, capture_output=True)
    return asked.stdout.strip() + 'gcc'


def commit(folder):
    if not shutil.which('git'):
        print('git was not found: the handout is no repository', flush=True)
        return
    for words in (['init', '-q', '-b', 'main'], ['add', '-A'],
                  ['commit', '-q', '-m', 'The starting point']):
        subprocess.run(['git', *words], cwd=folder, check=True,
                       env={**os.environ, **GIT})


# --- what a student reads ---

def lesson(name):
    """The chapter's page down to its code, without what only the book's tools
    can show."""
    page = ROOT / 'book' / f'{name}.md'
    if not page.is_file():
        return f'# {name}\n'
    source = page.read_text(encoding='utf-8').partition('\n## What changes')[0]
    source = re.sub(r'```\{(drawing|screen)\}.*?\n(.*?)```',
                    r'*(The book has a picture here: \2)*', source,
                    flags=re.DOTALL).replace('\n)*', ')*')
    source = re.sub(r'```\{glance\}\n(.*?)```', r'\1', source, flags=re.DOTALL)
    source = re.sub(r'```\{\w+\}.*?```\n*', '', source, flags=re.DOTALL)
    source = re.sub(r'\{term\}`([^`<]+)(?: <[^>]*>)?`', r'*\1*', source)
    source = re.sub(r'\[([^]]+)\]\(#[^)]*\)', r'"\1" in the book', source)
    return re.sub(r'\[([^]]+)\]\([^)]*\.md[^)]*\)', r'\1', source)


def readme(assignment):
    wanted = [step for step in assignment.steps.steps
              if assignment.step in (None, step.number)]
    total = len(assignment.steps.steps)
    which = (f'step {assignment.step} of {total}' if assignment.step
             else f'all {total} steps')
    lines = [f'# {assignment.name}: an assignment', '', INTRODUCTION.format(
        name=assignment.name, before=assignment.steps.previous.name,
        which=which), '## What is to be written', '']
    for step in wanted:
        changes = [change for change in assignment.steps.changes
                   if change.step == step.number
                   and change.path in assignment.write + assignment.tests]
        if not changes:
            continue
        lines += [f'**Step {step.number}: {step.subject}.** You can then: '
                  f'{step.goal}', '']
        lines += [f'- `{change.path}`: {change.why}' for change in changes
                  if change.path in assignment.write]
        names = [Path(change.path).stem for change in changes
                 if change.path in assignment.tests]
        if names:
            lines += ['', 'Its tests: ' + ', '.join(f'`{n}`' for n in names)
                      + '.']
        lines.append('')
    return '\n'.join(lines) + '\n' + COMMANDS.format(name=assignment.name)


INTRODUCTION = '''\
You build `{name}` from the chapter before it, which lies in `{before}/` as a whole.
This folder is {which}.

The headers, the tests, `main.c` and the Makefile of `{name}/` are there. The headers
say what each function promises. The files below are skeletons: a new function
panics and says its name, and a function that has to change says so in a comment.
A function that `panic()` itself calls is empty.
Include a header by its path from the chapter's folder, as in `#include "lib/panic.h"`:
the grading refuses a path with `..`.
`lesson.md` says what the chapter is about, and `{name}/CHANGES` why each file is
there.
'''

COMMANDS = '''\
## Commands

    make            builds it
    make run        boots it
    make test       builds it and runs the tests
    make debug      steps through it in GDB
    make diff       what differs from the chapter before
    make grade      builds it, runs the tests of this assignment, and says what
                    points they give, and whether a file that was given has
                    changed
    make -C {name} test-images && common/tools/test {name} -k NAME
                    builds the tests and runs one

`common/tools/doctor` names the tools that are missing, and what installs them.

Work in the order of the list. If the kernel calls a function that is not
written, it panics and names the function. `make run` shows this only for what
the kernel calls so far; the tests call the rest. Hand in this folder; only the
files of the list are looked at.
'''

MAKEFILE = '''\
# SPDX-License-Identifier: MIT
# Makefile - each command, for the chapter that is to be written.

.PHONY: all run debug test diff clean grade

all run debug test diff clean:
	@$(MAKE) --no-print-directory -C NAME $@

grade:
	@common/tools/handout.py --verify .
	@common/tools/grade --handout . --out build/grade
'''


# --- as a command ---

def read_manifest(folder):
    return json.loads((folder / 'handout.json').read_text())


def verify(folder):
    said = read_manifest(folder)
    found = given_digest(folder, said['write'], said['chapter'])
    same = found == said['digest']
    print('all files that were given are as they were' if same else
          'files that were given have changed, or there are more: git diff '
          'shows them; a grader takes its own')


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument('--step', type=int)
    parser.add_argument('--verify', type=Path, metavar='FOLDER')
    parser.add_argument('chapter', type=Path, nargs='?')
    parser.add_argument('folder', type=Path, nargs='?')
    options = parser.parse_args()
    if options.verify:
        verify(options.verify)
    elif not options.folder:
        parser.error('a chapter and a folder are needed')
    else:
        make(Assignment(options.chapter, options.step), options.folder)
        print(f'{options.folder}: {options.chapter.name}'
              + (f', step {options.step}' if options.step else '')
              + '; README.md there says what to do')


if __name__ == '__main__':
    main()
