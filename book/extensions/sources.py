# SPDX-License-Identifier: MIT
"""Finds a thing in a source file by its name.

find(path, text, name) returns the (first, last) lines of what the name stands
for, counted from 1, with the comment directly above it. Each language has a
function that lists all the names of a file with their lines; where a name
stands for several things, what comes first in `rank` is meant: a definition,
then a declaration.
"""

import ast
import difflib
import re
from pathlib import Path

from source_c import blank, c_things, comment_lines
from source_lines import (DECLARATION, DEFINITION, Thing, end_of_paragraph,
                          trimmed, with_comment)

LEXERS = {'.c': 'c', '.h': 'c', '.asm': 'folio-nasm', '.py': 'python',
          '.mk': 'make', '.sh': 'bash', '.patch': 'diff'}


class NotFound(Exception):
    """The file has no such name; the message says which it might be."""


def language(path):
    """The name of Pygments' lexer for a file."""
    path = Path(path)
    if path.name == 'Makefile':
        return 'make'
    return LEXERS.get(path.suffix, 'text')


def find(path, text, name):
    things = all_things(path, text)
    found = sorted((thing for thing in things if thing.name == name),
                   key=lambda thing: thing.rank)
    if found:
        return found[0].first, found[0].last
    names = [thing.name for thing in things]
    close = difflib.get_close_matches(name, names, n=1)
    hint = f'; is it {close[0]}?' if close else ''
    raise NotFound(f'there is no {name!r} in {path}{hint}')


def all_things(path, text):
    path = Path(path)
    lines = text.split('\n')
    if path.suffix in ('.c', '.h'):
        return list(c_things(text, lines))
    if path.suffix in ('.asm', '.inc'):
        return list(assembly_things(lines))
    if path.suffix == '.ld':
        return list(linker_things(text, lines))
    if path.suffix == '.mk' or path.name == 'Makefile':
        return list(make_things(lines))
    if path.suffix == '.py':
        return list(python_things(text, lines))
    return []


# --- assembly ---

ASM_LABEL = re.compile(r'([A-Za-z_]\w*)(?::|\s+(?:equ|d[bwdq]|res[bwdq])\b)')
ASM_LOCAL = re.compile(r'\.(\w+):')
ASM_MACRO = re.compile(r'\s*%(?:define|assign|i?macro)\s+(\w+)')
ASM_SECTION = re.compile(r'\s*section\s+(\S+)')
ASM_SETTING = re.compile(r'\s*(?:bits|global|extern|default|align|section|;|$)')


def assembly_things(lines):
    """Labels, constants, macros and sections."""
    def is_comment(line):
        return line.lstrip().startswith(';')

    def parts(name, first, last):
        """`name.`: the code up to its first local label; `name.local`."""
        starts = [number for number in range(first, last + 1)
                  if ASM_LOCAL.match(lines[number - 1])]
        tops = [first] + [with_comment(lines, number, is_comment)
                          for number in starts]
        locals_ = [''] + [ASM_LOCAL.match(lines[number - 1])[1]
                          for number in starts]
        for local, top, after in zip(locals_, tops, tops[1:] + [last + 1]):
            yield Thing(f'{name}.{local}', top, trimmed(
                lines, top, after - 1, ASM_SETTING.match), DEFINITION)

    starts = [(number, line) for number, line in enumerate(lines, 1)
              if ASM_LABEL.match(line) or ASM_SECTION.match(line)]
    ends = [number for number, _ in starts[1:]] + [len(lines) + 1]
    sections = [number for number, line in starts if ASM_SECTION.match(line)]
    for (number, line), end in zip(starts, ends):
        section = ASM_SECTION.match(line)
        if section:
            later = [start for start in sections if start > number]
            last = (later or [len(lines) + 1])[0] - 1
            last = trimmed(lines, number, last, ASM_SETTING.match)
            yield Thing(section[1], with_comment(lines, number, is_comment),
                        last, DEFINITION)
            continue
        name = ASM_LABEL.match(line)[1]
        if re.match(r'\w+\s+equ\b', line):
            last = end_of_paragraph(lines, number)
        else:
            last = trimmed(lines, number, end - 1, ASM_SETTING.match)
        top = with_comment(lines, number, is_comment)
        yield Thing(name, top, last, DEFINITION)
        if any(map(ASM_LOCAL.match, lines[number:last])):
            yield from parts(name, top, last)
    for number, line in enumerate(lines, 1):
        macro = ASM_MACRO.match(line)
        if macro:
            last = end_of_paragraph(lines, number)
            if 'macro' in line:
                while last < len(lines) and '%endmacro' not in lines[last - 1]:
                    last += 1
            yield Thing(macro[1], with_comment(lines, number, is_comment), last,
                        DEFINITION)


# --- linker scripts ---

LD_NAMED = re.compile(r'^[ \t]*([.\w/]+)(?=[^=;{\n]*:[^=]|\s*=[^=]|\s*\{)',
                      re.MULTILINE)
LD_CALL = re.compile(r'(ENTRY|ASSERT)\s*\(')


def linker_things(text, lines):
    """Output sections, PHDRS and SECTIONS, symbols that are set; ENTRY, and a
    paragraph of ASSERTs."""
    bare = re.sub(r'/\*.*?\*/|"[^"\n]*"', blank, text, flags=re.DOTALL)
    comments = comment_lines(text)
    for found in LD_NAMED.finditer(bare):
        first = bare.count('\n', 0, found.start(1)) + 1
        end = _end_of_statement(bare, found.end())
        top = first
        while top > 1 and top - 1 in comments:
            top -= 1
        last = bare.count('\n', 0, end) + 1
        yield Thing(found[1], top, min(last, len(lines)), DEFINITION)
    for number, line in enumerate(lines, 1):
        found = LD_CALL.match(line)
        if found:
            yield Thing(found[1], number, end_of_paragraph(lines, number),
                        DEFINITION)


def _end_of_statement(bare, at):
    """Where a statement ends: at its `;`, or behind its braces."""
    depth, braces = 0, False
    for at in range(at, len(bare)):
        if bare[at] in '({':
            depth += 1
            braces |= bare[at] == '{'
        elif bare[at] in ')}':
            depth -= 1
        elif bare[at] == ';' and depth == 0:
            return at
        elif bare[at] == '\n' and depth == 0 and braces:
            return at - 1
    return len(bare) - 1


# --- make ---

MAKE_VARIABLE = re.compile(r'(?:override\s+|export\s+)?([A-Za-z_]\w*)\s*'
                           r'[:?+]?=')
MAKE_TARGET = re.compile(r'([^\s:=#][^:=#]*):(?![:=])')


def make_things(lines):
    """Variables, with all that is added to them, and targets."""
    def is_comment(line):
        return line.startswith('#') and not line.startswith('# SPDX')

    seen = set()
    for number, line in enumerate(lines, 1):
        if number > 1 and lines[number - 2].endswith('\\'):
            continue
        top = with_comment(lines, number, is_comment)
        variable, target = MAKE_VARIABLE.match(line), MAKE_TARGET.match(line)
        if variable and variable[1] not in seen:
            seen.add(variable[1])
            yield Thing(variable[1], top, _end_of_variable(
                lines, number, variable[1]), DEFINITION)
        elif target and target[1].count('(') == target[1].count(')'):
            last = number
            while last < len(lines) and (lines[last].startswith('\t')
                                         or lines[last - 1].endswith('\\')):
                last += 1
            for name in target[1].split():
                rank = DEFINITION if last > number else DECLARATION
                yield Thing(name, top, last, rank)


def _end_of_variable(lines, number, name):
    """Behind `+=` lines of the same variable, and comments between them."""
    last = at = number
    while at <= len(lines) and lines[at - 1].strip():
        line, goes_on = lines[at - 1], at > 1 and lines[at - 2].endswith('\\')
        found = MAKE_VARIABLE.match(line)
        if goes_on or found and found[1] == name:
            last = at
        elif not line.startswith('#'):
            break
        at += 1
    return last


# --- Python ---

def python_things(text, lines):
    for node in ast.parse(text).body:
        first = min([node.lineno] + [decorator.lineno for decorator
                                     in getattr(node, 'decorator_list', [])])
        first = with_comment(lines, first, lambda line: line.startswith('#'))
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            yield Thing(node.name, first, node.end_lineno, DEFINITION)
        elif isinstance(node, ast.Assign):
            for target in node.targets:
                for name in ast.walk(target):
                    if isinstance(name, ast.Name):
                        yield Thing(name.id, first, node.end_lineno, DEFINITION)
