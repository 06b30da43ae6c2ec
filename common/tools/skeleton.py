# SPDX-License-Identifier: MIT
"""Skeletons: source files in which the functions are still to be written.

A new C file keeps what it says of itself, its includes, and the functions that
other files call, each with a body that panics with its name; that of a function
which panic() calls is empty. What only this file sees (static functions,
variables, types, macros) is for the student to find, but for what a table that
other files read is made of.

A file that a chapter changes is the one of the chapter before, with the new
functions as such skeletons, and a line in each function that has to change. If
that does not compile with the chapter's headers (errors() says so), these
functions become skeletons too.

An assembly file keeps its sections and the labels that other files use. Behind
a label of code stands a call of panic(), or a halt where C cannot be called
yet; behind one of data there are zeros.

This reads our own code, in the layout that clang-format gives it.
"""

import re
from collections import namedtuple

from steps import TEXT, WORD, bare, names_in, text, top_parts, words_of

UNUSED = re.compile(r"'(\w+)' defined but not used")
DEFINED = re.compile(r'^#define (\w+)|^(?:static )?(?:const )?(?:struct|enum|union) '
                     r'(?:\w+\(.*?\)\) )?(\w+) \{|^\} (\w+);|^typedef .*?(\w+);|'
                     r'^    ([A-Z][A-Z0-9_]+)(?: =.*)?,', re.MULTILINE)
VARIABLE = re.compile(r'(\w+)(?:\[[^]]*\])*(?: =|[;,]| [A-Z_]+\()|'
                      r'\(\*(?:volatile )?(\w+)\)\(')

# A part of a file: what kind it is ('function', 'data', 'type', 'other'), what
# it defines, its comment, its code up to the body, and the body. Parts of one
# group have no empty line between them.
Part = namedtuple('Part', 'kind names is_static comment head body group',
                  defaults=(None,))


# --- reading C ---

def parts_of(source, public):
    """A file's parts. A function or a variable that no header declares is
    static, whatever macro may say so."""
    parts = [part._replace(group=(source, number))
             for number, piece in enumerate(top_parts(source))
             for part in classify(piece)]
    return [part._replace(is_static=part.is_static
                          or not part.names & (public | {'main'}))
            if part.kind in ('function', 'data') else part for part in parts]


def classify(piece):
    lines = piece.split('\n')
    at = next((i for i, line in enumerate(lines)
               if not line.startswith('//')), len(lines))
    comment, code = '\n'.join(lines[:at]), lines[at:]
    if '{' in code and code[0] != '{' and code[-1] == '}':
        brace = code.index('{')
        # A declaration may stand right before the function.
        start = next((i + 1 for i in range(brace - 1, -1, -1)
                      if code[i].endswith(';')), 0)
        head = '\n'.join(code[start:brace])
        name = name_of(head)
        if start:
            yield Part('other', set(), False, comment,
                       '\n'.join(code[:start]), '')
            comment = ''
        yield Part('function', {name}, 'static' in head.split('(')[0].split(),
                   comment, head, '\n'.join(code[brace:]))
        return
    for declaration in declarations(code) or [[]]:
        yield data_or_type(comment, declaration)
        comment = ''


def declarations(code):
    """Each begins at the margin."""
    found = []
    for line in code:
        is_more = found and (line.startswith((' ', '}', '{', ')'))
                             or found[-1][-1].endswith('\\')
                             or found[-1][-1].startswith('#include')
                             and line.startswith('#include'))
        if is_more:
            found[-1].append(line)
        else:
            found.append([line])
    return found


def name_of(head):
    """A function's name; in front there may be attributes with arguments."""
    bare_head = re.sub(r'__attribute__\(\(.*?\)\)', '', bare(head))
    # `void(panic)(...)` is a function that a macro has the name of.
    found = re.search(r'\((\w+)\)\(', bare_head) or re.search(
        r'(\w+)\(', bare_head)
    return found[1]


def data_or_type(comment, code):
    joined = '\n'.join(code)
    names = {name for groups in DEFINED.findall(bare(joined))
             for name in groups if name}
    first = code[0] if code else ''
    is_static = first.startswith('static ')
    variables = set()
    for line in code:
        if not line.startswith((' ', '#', '};', '_Static_assert')):
            declared = bare(line).split(' = ')[0] + ' ='
            variables.update(one or other for one, other
                             in VARIABLE.findall(declared))
    if not code or first.startswith(('#include', '_Static_assert')):
        return Part('other', set(), False, comment, joined, '')
    if re.match(r'(struct|enum|union|typedef|#)[^=;]*$', first):
        return Part('type', names, is_static, comment, joined, '')
    return Part('data', names | variables, is_static, comment, joined, '')


# --- writing C ---

def new_file(source, path, public, errors):
    """The skeleton of a file that is new."""
    parts = parts_of(source, public)
    kept = {i for i, part in enumerate(parts)
            if i == 0 or part.head.startswith('#include')
            or part.kind in ('function', 'data') and not part.is_static}
    return settle(close(parts, kept, path), path, errors)


def close(parts, kept, path):
    """The parts that are kept, functions as skeletons, with what they need."""
    shown = [stub(part, path) if part.kind == 'function' else part
             for part in parts]
    while True:
        more = {i for i, part in enumerate(parts) if i not in kept
                and any(needs(shown[j], part) for j in kept)}
        if not more:
            return [shown[i] for i in sorted(kept)]
        kept = kept | more


def settle(parts, path, errors):
    """The file, without static variables that the compiler says none uses."""
    while True:
        made = put_together(parts, path)
        unused = set(UNUSED.findall(errors(made)))
        kept = [part for part in parts if not part.is_static
                or not part.names & unused]
        if len(kept) == len(parts):
            return made
        parts = kept


def needs(one, other):
    """A skeleton needs only the types of its parameters."""
    return (other.names & names_in(one.head)
            and (one.kind != 'function' or other.kind == 'type'))


def stub(part, path):
    name, = part.names
    parameters = re.search(r'\b' + name + r'\)?\((.*)\)', part.head, re.DOTALL)
    words = [WORD.findall(re.sub(r'\[.*?\]', '', one)) for one in
             split_parameters(parameters[1])]
    unused = [f'    (void){one[-1]};' for one in words
              if one and one != ['void'] and one != ['...']]
    body = '\n'.join(['{', *unused, *panics(name, path), '}'])
    comment = part.comment if part.comment.startswith('// SPDX') else ''
    return part._replace(comment=comment, body=body)


def split_parameters(parameters):
    """At the commas that are in no parentheses; the name of a pointer to a
    function stands in its own."""
    found, depth = [''], 0
    for c in parameters:
        depth += (c == '(') - (c == ')')
        if c == ',' and depth == 0:
            found.append('')
        else:
            found[-1] += c
    return [re.sub(r'^(.*?\(\*\w+)\).*', r'\1', one, flags=re.DOTALL)
            for one in found if '...' not in one]


def panics(name, path):
    """What a function does that is still to be written."""
    said = f'{name}() is to be written: {path}'
    if path.startswith('user/programs/'):
        return [f'    printf("{said}\\n");', '    return 1;']
    if path.startswith('user/') or path == 'lib/panic.c':
        return [f'    __builtin_trap(); // {said}']
    lines = f'    panic("{said}");'
    if len(lines) > 80:
        lines = f'    panic("{name}() is to be written: "\n          "{path}");'
    return [lines]


REGISTERED = re.compile(r'\b(?:kprintf_add_sink|panic_set_hook)\((\w+)\)')
CALLED = re.compile(r'\b(\w+)\(')
EMPTY = '    // To be written. It is empty because panic() calls it.'


def called_by_panic(files):
    """What panic() calls: the functions that lib/panic.c names, the sinks of
    kprintf, and the hook."""
    names = set(CALLED.findall(bare(text(files, 'lib/panic.c'))))
    for path in files:
        if path.endswith('.c') and not path.startswith(('test/', 'user/')):
            names.update(REGISTERED.findall(bare(text(files, path))))
    return names


def without_second_panic(made, names):
    """A panic inside of panic() would hide the reason of the first one."""
    for name in re.findall(r'^void (\w+)\(', made, re.MULTILINE):
        if name in names:
            made = re.sub(rf'    panic\("{name}\(\) is to be written: [^;]*;',
                          EMPTY, made)
    return made


def put_together(parts, path):
    made, group = '', None
    for part in parts:
        piece = '\n'.join(filter(None, [part.comment, part.head, part.body]))
        if piece:
            made += ('' if not made else '\n' if part.group == group
                     and not part.comment else '\n\n') + piece
            group = part.group
    made += '\n'
    needed = None
    if 'panic(' in made:
        needed = '"lib/panic.h"'
    elif 'printf(' in made:
        needed = '<stdio.h>' if '#include <' in made else '"user/lib/stdio.h"'
    if needed and f'#include {needed}' not in made:
        made = with_include(made, needed)
    return made


def with_include(source, header):
    lines = source.split('\n')
    last = max((i for i, line in enumerate(lines)
                if line.startswith('#include')), default=None)
    if last is None:
        last = next(i for i, line in enumerate(lines)
                    if not line.startswith('//'))
        lines.insert(last, '')
    lines.insert(last + 1, f'#include {header}')
    return '\n'.join(lines)


# --- a C file that a chapter changes ---

TO_CHANGE = '    // To be changed.'


def changed_file(before, after, path, public, errors):
    made = grown(before, after, path, public, errors, is_kept=True)
    return grown(before, after, path, public, errors,
                 is_kept=False) if errors(made) else made


def grown(before, after, path, public, errors, is_kept):
    """The file of the chapter before, with what other files will ask of it.
    is_kept: functions that change keep their old bodies."""
    old, new = parts_of(before, public), parts_of(after, public)
    by_name = {name: part for part in new if part.kind == 'function'
               for name in part.names}
    parts, known = [], set()
    for part in old:
        if part.kind == 'function':
            name, = part.names
            part = changed_function(part, by_name.get(name), path, is_kept)
            known.add(name)
        elif part.kind == 'data':
            known |= part.names
        elif part.head.startswith('_Static_assert') and not is_kept:
            continue  # of a table that is to change
        elif part.kind == 'type' and any(f'{name} {{' in public
                                         for name in part.names):
            continue  # a header has it by now
        if part:
            parts.append(part)
    parts = with_new_includes(parts, old, new)
    fresh = {i for i, part in enumerate(new)
             if part.kind in ('function', 'data') and not part.is_static
             and not part.names & known}
    there = set().union(*(part.names for part in parts))
    parts += [part for part in close(new, fresh, path)
              if not part.names & there]
    return settle(without_unused(parts), path, errors)


def changed_function(old, new, path, is_kept):
    if new is None:
        is_kept_alone = re.search(r'\bstatic\b|\bINLINE\b', old.head)
        return old if is_kept_alone else None
    if (old.head, old.body) == (new.head, new.body):
        return new
    if is_kept and (old.head == new.head
                    or old.is_static and new.is_static):
        lines = old.body.split('\n')
        return old._replace(body='\n'.join([lines[0], TO_CHANGE, *lines[1:]]))
    return stub(new, path)


def with_new_includes(parts, old, new):
    includes = [part for part in new if part.head.startswith('#include')]
    ours = {line for part in old for line in part.head.split('\n')}
    more = [line for part in includes for line in part.head.split('\n')
            if line.startswith('#include') and line not in ours]
    at = max((i for i, part in enumerate(parts)
              if part.head.startswith('#include')), default=0)
    part = parts[at]
    parts[at] = part._replace(head='\n'.join(
        filter(None, [part.head, *more])))
    return parts


def without_unused(parts):
    """The compiler refuses static functions and variables that none uses."""
    while True:
        used = [names_in(part.head + part.body) for part in parts]
        kept = [part for i, part in enumerate(parts)
                if not part.is_static or part.kind == 'type'
                or any(part.names & used[j]
                       for j in range(len(parts)) if j != i)]
        if len(kept) == len(parts):
            return parts
        parts = kept


# --- assembly ---

LABEL = re.compile(r'^(\w+):')
EQU = re.compile(r'^(\w+)\s+equ\s+(.*?)\s*(?:;.*)?$')


def new_assembly(source, path, has_panic):
    lines = source.split('\n')
    exported = set(re.findall(r'^global (\w+)', source, re.MULTILINE))
    header = []
    for line in lines:
        if line and not line.startswith((';', '%include', 'bits ')):
            break
        header.append(line)
    made, section, comment = [], '', []
    body = lines[len(header):]
    for number, line in enumerate(body):
        label, equal = LABEL.match(line), EQU.match(line)
        if line.startswith(';'):
            comment.append(line)
            continue
        if line.startswith('section '):
            section = line
            made += ['', line]
        elif line.startswith(('global ', 'bits ')):
            made.append(line)
        elif '.bss' in section and not line.startswith('section'):
            made.append(line)
        elif equal and equal[1] in exported:
            is_constant = all(word.isupper() for word in WORD.findall(equal[2]))
            made.append(line if is_constant else f'{equal[1]} equ 0')
        elif equal and equal[2].replace(' ', '').replace('*', '').isdigit():
            made.append(line)
        elif label and label[1] in exported:
            made += ['', *comment, line]
            if 'exec' in section.split() and (
                    body[number + 1].startswith('%assign')):  # one for each vector
                made.append('    times 256 * TRAP_STUB_SIZE nop')
            made += behind_label(label[1], section, path, has_panic)
        if line:
            comment = []
    if any('call panic' in line for line in made):
        header += ['extern panic']
    return '\n'.join(header + made).rstrip('\n') + '\n'


def behind_label(name, section, path, has_panic):
    if 'noexec' in section:
        return ['    times 4096 db 0          ; to be written']
    if not has_panic:
        return ['    cli                      ; to be written', '    hlt',
                f'    jmp {name}']
    if path.startswith('user/'):
        return ['    ud2                      ; to be written']
    return ['    mov rdi, .place', '    mov rsi, .message', '    xor eax, eax',
            '    and rsp, -16', '    call panic',
            f'.place: db "{path}", 0',
            f'.message: db "{name}() is to be written", 0']


def changed_assembly(before, after, path, has_panic):
    """The one of the chapter before, with the labels that are new."""
    old = set(re.findall(r'^global (\w+)', before, re.MULTILINE))
    new = set(re.findall(r'^global (\w+)', after, re.MULTILINE))
    lines = before.rstrip('\n').split('\n')
    at = next(i for i, line in enumerate(lines) if not line.startswith(';'))
    lines.insert(at, '; To be changed.')
    if new - old:
        lines += ['', 'section .text progbits alloc exec nowrite align=16']
    for name in sorted(new - old):
        lines += ['', f'global {name}', f'{name}:', '    cli', '    hlt',
                  f'    jmp {name}']
    return '\n'.join(lines) + '\n'


# --- a file ---

def structs_of(files):
    """'NAME {' for each struct that a header defines."""
    return set().union(*(re.findall(r'^struct (\w+ \{)', text(files, path),
                                    re.MULTILINE)
                         for path in files if path.endswith('.h')))


def skeleton(path, before, after, common, errors):
    """What a student starts from, of a file that is to be written. `before`,
    `after` and `common` are trees {path: content}; errors(source) is
    what the compiler says of a C file."""
    new, old = text(after, path), text(before, path)
    if path.endswith('.asm'):
        has_panic = not path.startswith('boot/')
        if old and ('bits 32' in new) == ('bits 32' in old):
            return changed_assembly(old, new, path, has_panic)
        return new_assembly(new, path, has_panic)
    public = words_of(after) | words_of(common) | structs_of(after)
    made = (changed_file(old, new, path, public, errors) if old
            else new_file(new, path, public, errors))
    return without_second_panic(made, called_by_panic(after))
