# SPDX-License-Identifier: MIT
"""The names in a C file: macros, and all that is declared or defined outside of
functions. It knows as much of C's grammar as Folio's sources use."""

import re

from source_lines import DECLARATION, DEFINITION, Thing, end_of_paragraph

C_NOISE = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"'
                     r"|'(?:\\.|[^'\\\n])*'", re.DOTALL)
C_MACRO = re.compile(r'\s*#\s*define\s+(\w+)')
C_KEYWORDS = {'__attribute__', '__asm__', '_Static_assert', '_Alignas', 'const',
              'sizeof', 'void', 'int', 'static', 'volatile'}
C_TAG = re.compile(r'\b(?:struct|union|enum)\b\s*(?:__attribute__\s*\(\(.*?\)\)'
                   r'\s*)?(\w+)?\s*\{')


def c_things(text, lines):
    """Macros, and what is declared or defined outside of any function."""
    bare = C_NOISE.sub(blank, text)
    bare_lines = bare.split('\n')
    comments = comment_lines(text)

    def top(line):
        while line > 1 and line - 1 in comments:
            line -= 1
        return line

    inside = False
    for number, line in enumerate(bare_lines, 1):
        found = None if inside else C_MACRO.match(line)
        if found:
            last = end_of_paragraph(lines, number)
            yield Thing(found[1], top(number), last, DEFINITION)
        if inside or line.lstrip().startswith('#'):
            inside = line.endswith('\\')
            bare_lines[number - 1] = ''
    for first, last, item in _c_items('\n'.join(bare_lines)):
        for name, rank in _c_names(item):
            yield Thing(name, top(first), last, rank)


def blank(match):
    """What a comment or string becomes: it keeps its lines and its length."""
    return re.sub(r'[^\n]', ' ', match[0])


def comment_lines(text):
    """The numbers of the lines that hold a comment and no code."""
    without = re.sub(r'//[^\n]*|/\*.*?\*/', blank, text, flags=re.DOTALL)
    pairs = zip(text.split('\n'), without.split('\n'))
    return {number for number, (line, rest) in enumerate(pairs, 1)
            if line.strip() and not rest.strip()}


def _c_items(bare):
    """(first line, last line, text) of each item outside of all braces."""
    depth, start, has_body = 0, None, False
    for at, character in enumerate(bare):
        if start is None and not character.isspace():
            start, has_body = at, False
        if character in '({[':
            has_body |= character == '{' and depth == 0 and _is_function(
                bare[start:at])
            depth += 1
        elif character in ')}]':
            depth -= 1
        is_end = depth == 0 and (character == ';'
                                 or character == '}' and has_body)
        if is_end and start is not None:
            yield (bare.count('\n', 0, start) + 1, bare.count('\n', 0, at) + 1,
                   bare[start:at + 1])
            start = None


def _is_function(head):
    """Whether a brace behind this opens a function's body."""
    return head.rstrip().endswith(')') and '=' not in head


def _c_names(item):
    """The names that an item gives to things, with their ranks."""
    if item.startswith('_Static_assert'):
        return
    tag = C_TAG.search(item)
    if tag and '(' not in item[:tag.start()].replace('((', ''):
        if tag[1]:
            yield tag[1], DEFINITION
        if item[tag.start():].startswith('enum'):
            body = item[tag.end():item.index('}', tag.end())]
            for name in re.findall(r'(?:^|,)\s*(\w+)', body):
                yield name, DEFINITION
    is_body = item.endswith('}')
    flat = _flat(item)
    if re.match(r'\s*typedef\b', flat):
        last = re.search(r'\(\s*\*\s*(\w+)\s*\)'
                         r'|(\w+)\s*(?:\[[^]]*\])?\s*;', flat)
        if last:
            yield last[1] or last[2], DEFINITION
        return
    name = _c_function(flat)
    if name:
        yield name, DEFINITION if is_body else DECLARATION
        return
    rank = DECLARATION if re.match(r'\s*extern\b', flat) else DEFINITION
    for part in flat.rstrip(';').split(','):
        pointer = re.search(r'\(\s*\*+\s*(?:const\s+)?(\w+)', part)
        words = re.findall(r'\w+', re.sub(r'\[[^]]*\]|=.*', '', part))
        if pointer or words:
            yield (pointer[1] if pointer else words[-1]), rank


def _flat(item):
    """An item without what is in braces, attributes, or behind a `=`."""
    out, depth = '', 0
    for character in item:
        if character == '{':
            depth += 1
        elif character == '}':
            depth -= 1
        elif depth == 0:
            out += character
    out = re.sub(r'__attribute__\s*\(\((?:[^()]|\([^()]*\))*\)\)', ' ', out)
    out = re.sub(r'=[^,;]*\([^()]*(?:\([^()]*\)[^()]*)*\)', '=', out)
    return re.sub(r'\s+', ' ', out).strip()


def _c_function(flat):
    """The name of the function that a flattened item declares, or None."""
    for found in re.finditer(r'\bvoid\s*\(\s*(\w+)\s*\)\s*\(|(\w+)\s*\(', flat):
        if '=' in flat[:found.start()]:
            return None
        name = found[1] or found[2]
        if name in ('TEST', 'TEST_PANICS'):
            inner = re.match(r'\s*(\w+)', flat[found.end():])
            return inner[1] if inner else None
        if name not in C_KEYWORDS:
            is_pointer = re.match(r'\s*\*', flat[found.end():])
            return None if is_pointer else name
    return None
