# SPDX-License-Identifier: MIT
"""What the linker sees of a chapter: which functions its kernel and programs
reach, and which file uses which.

The chapter is compiled for this alone, into build/check: each function in a
section of its own and without optimising, so that no call is inlined away. The
answer is kept there beside the sources' hash, and a chapter that has not
changed is not compiled again. `common/tools/check` asks.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

TOOLS = Path(__file__).resolve().parent
FLAGS = '-O0 -g0 -ffunction-sections -fdata-sections -Wno-error'
SOURCES = ('.c', '.h', '.asm', '.inc', '.ld', '.mk', 'Makefile')
ENTRY = re.compile(r'\bENTRY\((\w+)\)')
INLINE = re.compile(r'^(?:static inline|INLINE) [^;{=]*?(\w+)\(', re.MULTILINE)
OBJECT = re.compile(r'^(kernel|library|program):(.+)$', re.MULTILINE)
REMOVED = re.compile(r"unused section '\.text\.(\w+)' in file '(.+)'")
SYMBOL = re.compile(r'^(.+?): (\w+) (\w)\b', re.MULTILINE)


class NoTools(Exception):
    """make or the compiler is missing; the message says which."""


class Broken(Exception):
    """A chapter does not compile."""


def look_at(root, chapters, common):
    """Yields what look_at_one says of each of these chapters, in their order.
    Raises NoTools or Broken."""
    folder = Path(os.environ.get('FOLIO_BUILD') or root / 'build') / 'check'
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        yield from pool.map(
            lambda place: kept(root, place, common, folder), chapters)


def kept(root, place, common, folder):
    """What was found of the same sources before, or is found now."""
    answer = folder / f'{place.name}.json'
    mark = hash_of(place, common)
    try:
        found = json.loads(answer.read_text())
        if found['of'] == mark:
            return found
    except (OSError, ValueError, KeyError):
        pass
    found = {'of': mark, **look_at_one(root / place.name, folder / place.name)}
    answer.write_text(json.dumps(found))
    return found


def hash_of(place, common):
    """Of all that the answer depends on."""
    total = hashlib.sha256(Path(__file__).read_bytes())
    for part in (place, common):
        for path, data in sorted(part.files.items()):
            if path.endswith(SOURCES) and not path.startswith('test/'):
                total.update(f'{path}\0{len(data)}\0'.encode() + data)
    return total.hexdigest()


def look_at_one(chapter, build):
    """Three dictionaries. `functions` and `inlines`: {file: {name: is it
    reached?}}, of the kernel and of what its programs are linked with. `uses`:
    {file of the kernel: the files of which it uses a symbol}."""
    objects = compile_all(chapter, build)
    path_of = {name: re.sub(r'.*?/obj/(.*)\.o$', r'\1', name)
               for _, name in objects}
    parts = {kind: [name for its, name in objects if its == kind]
             for kind in ('kernel', 'library', 'program')}
    symbols = symbols_of([name for _, name in objects])
    dropped = removed(chapter / 'boot/kernel.ld', parts['kernel'])
    functions = {}
    for name in parts['kernel']:
        functions[path_of[name]] = {
            symbol: (name, symbol) not in dropped
            for symbol, kind in symbols.get(name, ()) if kind == 'T'}
    for name, is_reached in library_functions(chapter, parts, symbols):
        functions.setdefault(path_of[name[0]], {})
        of_file = functions[path_of[name[0]]]
        of_file[name[1]] = of_file.get(name[1], False) or is_reached
    return {'functions': functions,
            'inlines': inlines(chapter, symbols),
            'uses': uses(parts['kernel'], symbols, path_of)}


def compile_all(chapter, build):
    """Returns [(kernel, library or program; the object's path)]."""
    if not shutil.which('make'):
        raise NoTools('make')
    build.mkdir(parents=True, exist_ok=True)
    kept_variables = {name: value for name, value in os.environ.items()
                      if not name.startswith(('MAKE', 'MFLAGS', 'FOLIO_'))}
    # Relative, since make knows no paths with spaces in them.
    place = os.path.relpath(build, chapter)
    words = ['make', '-s', '-C', chapter, f'BUILD={place}', f'OPT={FLAGS}',
             'objects']
    made = subprocess.run(words, capture_output=True, text=True, check=False,
                          stdin=subprocess.DEVNULL, env=kept_variables)
    if made.returncode:
        missing = subprocess.run([TOOLS / 'doctor', '--first-missing'],
                                 capture_output=True, text=True, check=False)
        if missing.stdout.strip():
            raise NoTools(missing.stdout.strip())
        raise Broken(f'{chapter.name} does not compile: '
                     + (made.stderr or made.stdout).strip().split('\n')[0])
    return [(kind, os.path.normpath(chapter / name))
            for kind, name in OBJECT.findall(made.stdout)]


def symbols_of(objects):
    """{object: [(name, nm's letter)]}"""
    found = {}
    listed = subprocess.run(['nm', '-A', '--format=posix', *objects],
                            capture_output=True, text=True, check=True).stdout
    for name, symbol, kind in SYMBOL.findall(listed):
        found.setdefault(name, []).append((symbol, kind))
    return found


def removed(script, objects):
    """{(object, function)} of what the entry point does not reach."""
    emulation = 'elf_i386' if is_32_bit(objects[0]) else 'elf_x86_64'
    entry = ENTRY.search(script.read_text())[1]
    linked = subprocess.run(
        ['ld', '-m', emulation, '-static', '-nostdlib', '-e', entry,
         '--gc-sections', '--print-gc-sections', '--noinhibit-exec',
         '--unresolved-symbols=ignore-all', '-o', os.devnull, *objects],
        capture_output=True, text=True, check=False)
    return {(name, function)
            for function, name in REMOVED.findall(linked.stderr)}


def is_32_bit(path):
    return Path(path).read_bytes()[4] == 1      # EI_CLASS


def library_functions(chapter, parts, symbols):
    """Yields ((object, function), does any program reach it?)."""
    never = None
    for program in parts['program']:
        dropped = removed(chapter / 'user/program.ld',
                          [program] + parts['library'])
        never = dropped if never is None else never & dropped
    for name in parts['library']:
        for symbol, kind in symbols.get(name, ()):
            if kind == 'T':
                yield (name, symbol), (name, symbol) not in never


def inlines(chapter, symbols):
    """The inline functions of headers; one that is used is in an object."""
    emitted = {symbol for some in symbols.values() for symbol, kind in some
               if kind in 'tT'}
    found = {}
    folders = [(chapter, ''), (TOOLS.parent, 'common/')]
    for folder, prefix in folders:
        for header in sorted(folder.glob('*/*.h')) + sorted(
                folder.glob('user/*/*.h')):
            path = header.relative_to(folder).as_posix()
            if not path.startswith('test/'):
                names = INLINE.findall(header.read_text())
                found[prefix + path] = {name: name in emitted
                                        for name in names}
    return found


def uses(objects, symbols, path_of):
    """{file: the other files that define what it leaves undefined}"""
    home = {symbol: name for name in objects
            for symbol, kind in symbols.get(name, ()) if kind in 'TDBRCV'}
    found = {}
    for name in objects:
        needed = {home[symbol] for symbol, kind in symbols.get(name, ())
                  if kind == 'U' and symbol in home
                  and not symbol.startswith('__stack_chk_')}    # GCC's uses
        found[path_of[name]] = sorted(path_of[other] for other in needed)
    return found
