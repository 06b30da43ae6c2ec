#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A chapter after the first steps of its CHANGES: a tree that builds and boots.

    steps.py CHAPTER COUNT FOLDER      writes it, as FOLDER/CHAPTER

The files that the first COUNT steps name are the chapter's, or gone; all others
are those of the chapter before. CHANGES names each file once, so the files that
several steps share follow a rule of their own, in every step:

    Makefile        The chapter's, with the lines of the files that are there.
                    Programs lie in an archive from its own step on.
    main.c          The chapter's, without what it does by names that no header
                    has yet: a statement that calls such a function is left out,
                    and so is a function of main.c with nothing left in it.
                    NEEDS has two names that come with another one.
    offsets.c       The same, by all words that headers have.
    user/programs   Those of the chapter before until their step comes. One that
                    uses what its headers have lost by then is left out.
    demo.c, bench   Those of the chapter before until their step comes. If
                    they name what is gone by then, the demo says which step
                    this is, and there is no bench.
"""

import argparse
import re
import shutil
import sys
from pathlib import Path

sys.dont_write_bytecode = True  # the sources may be read-only
sys.path.insert(0, str(Path(__file__).resolve().parent))
import changes  # noqa: E402 (once it can be found)

OWN_TEXT = ('README.md', 'CHANGES')
SKIPPED = {'build', '__pycache__'}
COMMENT = re.compile(r'//[^\n]*|/\*.*?\*/', re.DOTALL)
TEXT = re.compile(r'"(?:\\.|[^"\\\n])*"')
PROGRAM = re.compile(r'user/programs/\w+\.c$')
HEADER = re.compile(r'^#include "(.*)"', re.MULTILINE)
BENCH = re.compile(r'bench\.c$|(user/)?bench/')
CHARACTER = re.compile(r"'(?:\\.|[^'\\])'")
WORD = re.compile(r'[A-Za-z_]\w*')

FUNCTION = re.compile(r'\b([a-z_]\w*)\s*\(')

ARCHIVE = re.compile(rb'^ARCHIVE := .*\n', re.MULTILINE)
POINTER = re.compile(r'\s+[\w ]+ \*(\w+) = ')

# In main.c these come with the function behind them: interrupts would find no
# handler, and a tick no thread.
NEEDS = {'sti': 'pit_init', 'scheduler_tick': 'thread_init'}

# What a header gives to those who include it: functions and macros with
# arguments, names in capitals, structs, types, and variables.
GIVEN = re.compile(r'\b([A-Za-z_]\w*)\s*\(|\b([A-Z][A-Z0-9_]+)\b|'
                   r'\bstruct (\w+)|\}\s*(\w+);|^extern [^;(]*?(\w+)(?:\[\w*\])*;|'
                   r'^typedef [^;(]*?(\w+);', re.MULTILINE)


# --- what a step holds ---

def files_of(folder):
    """{path: content} of all that a chapter's sources are."""
    files = {}
    for path in sorted(folder.rglob('*')):
        inside = path.relative_to(folder)
        if path.is_file() and not SKIPPED.intersection(inside.parts):
            files[inside.as_posix()] = path.read_bytes()
    return files


class Steps:
    """A chapter that begins as the one before and is changed step by step."""

    def __init__(self, folder):
        chapter = changes.Chapter(Path(folder))
        if chapter.previous is None:
            sys.exit(f'no chapter comes before {chapter.folder.name}')
        self.name, self.previous = chapter.folder.name, chapter.previous
        self.folder = chapter.folder
        self.changes, self.steps = chapter.changes, chapter.steps
        self.before = files_of(chapter.previous)
        self.after = files_of(chapter.folder)
        self.common = files_of(chapter.folder.parent / 'common')
        self.shared = given_by(self.common) | words_of(self.common)

    def tree(self, count):
        """{path: content} after so many steps."""
        if not 0 <= count <= len(self.steps):
            sys.exit(f'{self.name} has {len(self.steps)} steps, not {count}')
        if count == len(self.steps):
            return dict(self.after)
        files = dict(self.before)
        for change in self.changes:
            if change.step <= count:
                self.apply(change, files)
        for path in OWN_TEXT:
            files[path] = self.after[path]
        self.cut_shared(files, count)
        return files

    def apply(self, change, files):
        if change.kind == 'removed':
            files.pop(change.path, None)
        else:
            files[change.path] = self.after[change.path]

    def cut_shared(self, files, count):
        there = (given_by(files) - self.promised(files)) | self.shared
        files['Makefile'] = cut_makefile(text(self.after, 'Makefile'),
                                         text(self.before, 'Makefile'),
                                         files).encode()
        if any(change.path == 'Makefile' and change.step > count
               for change in self.changes):
            files['Makefile'] = ARCHIVE.sub(b'', files['Makefile'])
        files['main.c'] = cut_main(text(self.after, 'main.c'),
                                   files.keys() | self.common.keys(),
                                   given_by(self.after) - there).encode()
        files['offsets.c'] = cut_main(
            text(self.after, 'offsets.c'), files.keys() | self.common.keys(),
            words_of(self.after) - words_of(files) - words_of(self.common)
        ).encode()
        gone = given_by(self.before) - there
        cut = self.cut_programs(files, count)
        if cut or gone & names_in(text(files, 'demo.c')):
            files['demo.c'] = self.plain_demo(count).encode()
        parts = [path for path in files if BENCH.match(path)]
        told = {change.step <= count for change in self.changes
                if BENCH.match(change.path)}
        if len(told) > 1 or any(gone & names_in(text(files, path))
                                for path in parts):
            for path in parts:
                del files[path]

    def cut_programs(self, files, count):
        """Leaves out programs that no longer fit the library; returns them."""
        cut = [change.path for change in self.changes
               if change.step > count and change.kind == 'changed'
               and PROGRAM.match(change.path)
               and self.gone_of_library(change.path, files)]
        for path in cut:
            del files[path]
        return cut

    def gone_of_library(self, path, files):
        """The words of its headers that it uses and that they have lost."""
        lost = set().union(*(
            names_in(text(self.before, header)) - names_in(text(files, header))
            for header in HEADER.findall(text(files, path))))
        return lost & names_in(text(files, path))

    def promised(self, files):
        """Functions that a header has already, of a file that comes later."""
        names = set()
        for path in files:
            source = path.removesuffix('.h') + '.c'
            if path.endswith('.h') and source in self.after.keys() - files:
                names.update(FUNCTION.findall(bare(text(files, path))))
        return names

    def plain_demo(self, count):
        step = self.steps[count - 1]
        return DEMO.format(name=self.name, number=count, total=len(self.steps),
                           subject=step.subject)


DEMO = '''\
// SPDX-License-Identifier: MIT
// demo.c - the chapter's demo comes with a later step.

#include "base/demo.h"
#include "base/kprintf.h"

void demo_run(const char *command_line)
{{
    (void)command_line;
    kprintf("{name} after step {number} of {total}: {subject}.\\n"
            "The tests show what it can do.\\n");
}}
'''


def text(files, path):
    return files[path].decode('utf-8') if path in files else ''


def bare(source):
    """C without comments and texts."""
    return TEXT.sub('""', COMMENT.sub('', source))


def names_in(source):
    return set(WORD.findall(bare(source)))


def words_of(files):
    """All words of the headers among these files, a struct's fields too."""
    return set().union(*(names_in(text(files, path)) for path in files
                         if path.endswith('.h')))


def given_by(files):
    """The names that the headers among these files give to other files."""
    names = set()
    for path in files:
        if path.endswith('.h') and not path.startswith(('test/', 'user/',
                                                        'harness/')):
            for groups in GIVEN.findall(bare(text(files, path))):
                names.update(name for name in groups if name)
    return names


# --- the Makefile ---

def cut_makefile(after, before, files):
    """Its lists hold the files that are there."""
    lines = []
    for line in with_old_entries(after, before, files).split('\n'):
        entry = re.fullmatch(r'    (\S+\.(?:c|asm))( \\)?', line)
        if not entry or entry[1] in files:
            lines.append(line)
        elif not entry[2]:  # the last of its list: the one before ends it
            lines[-1] = lines[-1].removesuffix(' \\')
    made = '\n'.join(lines)
    place = re.search(r'^DEBUG_AT := (\w+)$', made, re.MULTILINE)
    if place and not any(re.search(rf'^(\w.*\b)?{place[1]}\b[(:]',
                                   text(files, path), re.MULTILINE)
                         for path in files if path.endswith(('.c', '.asm'))):
        old = re.search(r'^DEBUG_AT := .*$', before, re.MULTILINE)
        made = made.replace(place[0], old[0])
    return made


def with_old_entries(after, before, files):
    """The lines of files that a later step removes, each behind the line that
    it followed in the chapter before."""
    lines = after.split('\n')
    previous = None
    for line in before.split('\n'):
        entry = re.fullmatch(r'    (\S+\.(?:c|asm)) \\', line)
        if entry and line not in lines and entry[1] in files:
            if previous in lines:
                lines.insert(lines.index(previous) + 1, line)
        previous = line
    return '\n'.join(lines)


# --- main.c ---

class Cutter:
    """Leaves out of main.c what is not there yet, statement by statement."""

    def __init__(self, missing):
        self.missing = set(missing)
        self.missing |= {name for name, needed in NEEDS.items()
                         if needed in missing}

    def statements(self, lines):
        """Divides lines into statements: each begins at the first line's
        depth, and lines that are deeper, or close it, belong to it."""
        parts = []
        for line in lines:
            depth = len(line) - len(line.lstrip())
            if parts and (not line or depth > parts[-1][0]
                          or (line[depth] in '{}' and depth == parts[-1][0])):
                parts[-1][1].append(line)
            else:
                parts.append((depth, [line]))
        return [part for _, part in parts]

    def cut(self, lines):
        kept = []
        for part in self.statements(lines):
            rest = self.cut_one(part)
            kept += rest or part[-1:] if rest or part[-1] == '' else []
        return kept

    def cut_one(self, part):
        """What is left of a statement; [] if nothing is."""
        if not self.missing & names_in('\n'.join(part)):
            return part
        declared = re.fullmatch(r'(\s*\w+ \w+) = .*;', part[0])
        if len(part) == 1 and declared and declared[1].split()[0] != 'return':
            return [f'{declared[1]} = 0;']
        end = [''] if part[-1] == '' else []
        part = part[:-1] if end else part
        if part[-1].strip() == '}' and len(part) > 2:
            start = next(i for i, line in enumerate(part)
                         if line.rstrip().endswith('{'))
            if not self.missing & names_in('\n'.join(part[:start + 1])):
                inner = self.cut(part[start + 1:-1])
                if ''.join(inner).strip() or self.is_function(part):
                    return part[:start + 1] + inner + part[-1:] + end
        pointer = POINTER.match(part[0])
        if pointer:  # it goes with all that uses it
            self.missing.add(pointer[1])
        return []

    def is_function(self, part):
        return not part[0].startswith(' ')

    def functions(self, source):
        """Cuts the file's parts, which empty lines divide at its margin, until
        no part names what an earlier cut took away."""
        while True:
            before = set(self.missing)
            parts = [self.cut_part(part) for part in source]
            if self.missing == before:
                return [part for part in parts if part.strip()]

    def cut_part(self, part):
        lines = part.split('\n')
        at = next((i for i, line in enumerate(lines)
                   if line and not line.startswith(('//', '#'))), None)
        if at is None:
            return part
        kept = self.cut(lines[at:])
        head = re.match(r'static [^;=]*?(\w+)\(', lines[at])
        if head and '\n'.join(kept).strip() != '\n'.join(lines[at:]).strip():
            if not ''.join(kept[kept.index('{') + 1:-1]
                           if '{' in kept else []).strip():
                kept = []
                self.missing.add(head[1])
        variable = re.match(r'static [^;(]*?(\w+)(?: =|;)', lines[at])
        if variable and not kept:
            self.missing.add(variable[1])
        return '\n'.join(lines[:at] + kept) if kept else ''


def top_parts(source):
    """A file's functions, declarations and comments, each in one piece."""
    parts, part, depth = [], [], 0
    for line in source.split('\n'):
        if line == '' and depth == 0:
            parts.append('\n'.join(part))
            part = []
            continue
        code = CHARACTER.sub('', bare(line))
        depth += code.count('{') - code.count('}')
        part.append(line)
    return [part for part in parts + ['\n'.join(part)] if part]


def cut_main(source, headers, missing):
    """`headers` are the paths that can be included, `missing` the names that
    no header gives yet."""
    lines = []
    for line in source.split('\n'):
        header = re.fullmatch(r'#include "(.*)"', line)
        if not header or header[1] in headers:
            lines.append(line)
    parts = Cutter(missing).functions(top_parts('\n'.join(lines)))
    made = '\n\n'.join(part.strip('\n') for part in parts) + '\n'
    return '\n\n'.join(use_all(part) for part in top_parts(made)) + '\n'


def use_all(function):
    """The same function without variables that nothing reads any more; the
    compiler warns of these, and of parameters like that."""
    for name in re.findall(r'^    \w+ (\w+) = 0;$', function, re.MULTILINE):
        if not is_used(name, function):
            function = re.sub(rf'^    \w+ {name} = 0;\n', '', function,
                              flags=re.MULTILINE)
    head, brace, body = function.partition('\n{\n')
    parameters = re.search(r'\((.*)\)$', head, re.DOTALL)
    if not brace or not parameters or parameters[1] == 'void':
        return function
    unused = [f'    (void){name};\n' for name in map(
        last_word, parameters[1].split(',')) if not is_used(name, head + body)]
    return head + brace + ''.join(unused) + body


def is_used(name, source):
    return len(re.findall(rf'\b{name}\b', bare(source))) > 1


def last_word(declaration):
    return WORD.findall(declaration)[-1]


# --- writing it ---

def write(files, folder, like):
    """Writes a tree into an empty folder; `like` are the folders from which it
    was made, for the files' modes."""
    for path, content in files.items():
        to = folder / path
        to.parent.mkdir(parents=True, exist_ok=True)
        to.write_bytes(content)
        original = next((old / path for old in like if (old / path).exists()),
                        None)
        if original:
            shutil.copymode(original, to)


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument('chapter', type=Path)
    parser.add_argument('count', type=int)
    parser.add_argument('folder', type=Path)
    options = parser.parse_args()
    steps = Steps(options.chapter)
    to = options.folder / steps.name
    if to.exists():
        sys.exit(f'{to} is there already')
    write(steps.tree(options.count), to, (steps.folder, steps.previous))


if __name__ == '__main__':
    main()
