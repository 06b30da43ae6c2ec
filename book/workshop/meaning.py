# SPDX-License-Identifier: MIT
"""Compares a transcript by what it means, where the tools are not those that it
was recorded with.

Another compiler lays the kernel out differently, and another GDB words things
differently. What follows from this may differ, and nothing else:

    wording    a line is rewritten, on both sides, by the list WORDING
    addresses  in the kernel, a heap, a stack or a program: one that stood in
               several places is one address in all of them, by whichever of its
               mappings, and lies in the same region; in a program's code, which
               is another's in another line, in one line
    offsets    behind a symbol, `+0x58`: any (sessions.py asks nm)
    counts     decimal numbers from 100 on, and all at the end of a table's row:
               within a quarter; equal ones of a line stay equal
    registers  general ones and words of memory: any; RFLAGS but for its results
    stops      where GDB stops, within ten lines: compilers move the code of
               neighbouring lines, and the line that GDB then shows is another

All other text and numbers are exact: words, line numbers, small numbers,
addresses of devices and of what is not there, control registers.
"""

import functools
import re
import subprocess

# What the book's transcripts are recorded with: Debian 12's.
REFERENCE = {
    'gcc': '12.2',
    'qemu-system-x86_64': '7.2',
    'gdb': '13',
}

# What tools word differently: (pattern, what stands for it).
WORDING = [(re.compile(pattern), replacement) for pattern, replacement in (
    # GCC: copies of a function that it has made for some callers.
    (r'\.(isra|constprop|part|cold)(\.\d+)?\b', ''),
    # GCC: small functions that it has put into their caller.
    (r'\b(free_twice|write_past_the_end)(?=\+)', 'demo_run'),
    # ld: from 2.41 on with its place in the section.
    (r':\(\.text\+0x([0-9a-f]+|<\.\.\.>)\)(?=: undefined)', ''),
    # ld: its own name.
    (r'^\S*\bld(\.bfd)?(?=: )', 'ld'),
    # GDB: in which function a line's code ends.
    (r'( and ends at 0x[0-9a-f]+) <\S+>', r'\1'),
    # addr2line: which of a line's pieces it is.
    (r' \(discriminator \d+\)$', ''),
    # GDB: what it finds of a function's arguments, and in which order.
    (r' \(\w+=.*?\)(?= at |$)', ' (ARGUMENTS)'),
    # GDB: a place that no line of the source begins at has its address before.
    (r'((?:^#\d+ |[Bb]reakpoint \d+,) +)(?:0x[0-9a-f]+|<\.\.\.>) in ', r'\1'),
    # GDB: an inline function's name, at its first instruction.
    (r'^begin \(\)(?= at \./cpu/this_cpu\.h)', 'this_cpu ()'),
    # GDB: an instruction's operands, and the distance to its function.
    (r'(<\S+>:\t\w+).*', r'\1'),
    (r' \+ \d+(?= in section )', ''),
    (r'\{0x[0-9a-f]+(, 0x[0-9a-f]+){7,}\}', '{BYTES}'),
    # QEMU: how many digits a physical address has.
    (r'^0{8}(?=[0-9a-f]{8}: 0x)', ''),
    # Bochs: how bad it finds what happens, and leading zeros.
    (r'\w(?=\[CPU0  \] )', ''),
    (r'>>PANIC<< (?=exception)', ''),
    (r'(?<=allowMask=0x)0+', ''),
    # The code that a fault shows.
    (r'^  code:( [0-9a-f]{2})+$', '  code: BYTES'),
    (r'\t', ' '),
)]
# Two or more instructions of a disassembly stand for any.
CODE = re.compile(r'^(=>|  ) 0x[0-9a-f]+ <.*>:\t')
# A place at which GDB stops; behind it comes the line of the source.
STOP = re.compile(r'^(?!#[1-9]).*\) at [\w./]+\.[ch]:\d+$')
SOURCE = re.compile(r'^(\d+)\t.*')
ANY_LINES, ANY_TEXT = '…', '<...>'

# What a broken kernel does to itself before it is stopped: from the first line
# on that has this, nothing is compared.
BY_CHANCE = {
    'ch07/not-kept': 'Two threads',
    'ch06/not-told': 'PANIC',
    'ch08/one-stack': 'PANIC',
}

# The kinds of values, in the order in which they are looked for.
VALUE = re.compile(r'''
      \b(?:r[abcd]x|r[sd]i|r[89]|r1[0-5]) \ + (?P<register> [0-9a-f]{16})\b
    | \bflags \ + (?P<flags> [0-9a-f]+)
    | (?<=\w) \+ (?P<offset> 0x[0-9a-f]+ | \d+(?=>))
    | (?P<size> \b 0x00[0-9a-f]{4} \b)
    | (?P<address> \b (?: 0x[0-9a-f]+ | (?:0|ffff)[0-9a-f]{7,15}) \b)
    | (?:(?<=\.[ch]:) | ^) (?P<stop> \d+ (?=$|\ SOURCE$))
    | (?<=\ \ ) (?P<row> [0-9]+ $)
    | (?<![\w.:#+-]) (?<!line\ ) (?P<count> [1-9][0-9]{2,}) (?![\w.:])
''', re.VERBOSE)
# In a dump of memory, `0xADDRESS: 0xWORD 0xWORD <name+1>`.
DUMP = re.compile(r'0x[0-9a-f]+( <\S+>)?: 0x')
DUMP_VALUE = re.compile(r'''
      (?P<word> 0x[0-9a-f]{8,16} \b (?! :|\ <) | (?<=:\ ) 0x1 (?=\ 0xf{8}))
    | (?<=\w) \+ (?P<offset> \d+ (?=>))
    | (?P<address> \b 0x[0-9a-f]+ \b)
''', re.VERBOSE)
FORM = {'register': '[0-9a-f]{16}', 'flags': '[0-9a-f]+',
        'offset': r'0x[0-9a-f]+|\d+', 'size': '0x[0-9a-f]{6}',
        'word': r'0x[0-9a-f]{1,16}(?: <\S+>)?',
        'address': '(?:0x)?[0-9a-f]+', 'stop': r'\d+', 'row': r'\d+',
        'count': r'\d+'}

MAPPINGS = {
    'kernel': 0xffffffff80000000,
    'kernel, its lower half': 0x80000000,
    'direct map': 0xffff800000000000,
    'memory': 0,
}
RAM = range(0x100000, 0x8000000)  # of QEMU's PC with 128 MiB, above 1 MiB
PROGRAM = range(0x400000, 0x500000)  # where program.ld puts programs
# CF, PF, AF, ZF, SF and OF; and RF, which newer QEMUs set as a CPU does.
RESULTS = 0x108d5


@functools.cache
def is_reference():
    """Are the tools here those of the transcripts?"""
    return all(version_of(tool).startswith(version + '.')
               for tool, version in REFERENCE.items())


def version_of(tool):
    try:
        said = subprocess.run([tool, '--version'], check=False, text=True,
                              capture_output=True).stdout
    except OSError:
        return ''
    found = re.search(r'(\d+\.[\d.]+)', re.sub(r'\(.*?\)', '',
                                              said.split('\n', 1)[0]))
    return found[1] + '.' if found else ''


def fault(name, expected, today):
    """What in two lists of lines does not mean the same, in words; None if all
    does."""
    wanted, given = plain(name, expected), plain(name, today)
    given = '\n'.join(given) + '\n'
    patterns, values = [], []
    for line in wanted:
        patterns.append(r'(?:.*\n)*?' if line == ANY_LINES
                        else form(line, values) + r'\n')
    found = re.fullmatch(''.join(patterns), given)
    if found:
        return wrong_value(values, found.groups())
    for number, line in enumerate(wanted):
        if not re.match(''.join(patterns[:number + 1]), given):
            return f'line {number + 1} means something else: {line}'
    return 'more is printed'


def plain(name, lines):
    """Lines without what tools word differently."""
    kept, ncode = [], 0
    for number, line in enumerate(lines):
        if name in BY_CHANCE and BY_CHANCE[name] in line:
            break
        ncode = ncode + 1 if CODE.match(line) else 0
        if ncode > 1:
            kept[-1] = 'CODE'
            continue
        if kept and STOP.match(kept[-1]):
            line = SOURCE.sub(r'\1 SOURCE', line)
        if line.startswith('warning: ') and line in lines[:number]:
            continue  # which newer GDBs give twice
        for pattern, replacement in WORDING:
            line = pattern.sub(replacement, line)
        kept.append(line.rstrip())
    while kept[1:] and not kept[-1]:
        kept.pop()
    return kept


def form(line, values):
    """A pattern for a line, with a group for each value that may differ; their
    kinds and texts, and the line's number, are added to `values`."""
    pattern, end, number = '', 0, len(values)
    for match in (DUMP_VALUE if DUMP.match(line) else VALUE).finditer(line):
        kind = match.lastgroup
        if kind == 'address' and not region(int(match[kind], 16))[0]:
            continue
        if kind == 'stop' and not (STOP.match(line)
                                   or line.endswith(' SOURCE')):
            continue
        pattern += text_form(line[end:match.start(kind)]) + f'({FORM[kind]})'
        values.append((kind, match[kind], number))
        end = match.end(kind)
    return pattern + text_form(line[end:])


def text_form(text):
    """A pattern for text. Columns are as wide as what stands in them."""
    pattern = r'[^\n]*'.join(map(re.escape, text.split(ANY_TEXT)))
    return re.sub(r'(\\ )+', ' +', pattern)


def may_differ(line):
    """Is there something in a line that may differ?"""
    values = []
    plainer = plain('', [line])
    return plainer != [line.rstrip()] or form(plainer[0], values) and values


def region(address):
    """Where an address lies, and what it is one of the mappings of."""
    for name, base in MAPPINGS.items():
        if address - base in RAM:
            return name, address - base
    if address >> 44 == 0xffffd:
        return 'stacks', address
    if address >> 44 == 0xffffc and address & 0xfffffffffff:
        return 'heap', address
    if 0x7fff00000000 <= address < 0x800000000000:
        return "programs' stacks", address
    return None, address


def wrong_value(values, texts):
    places, counts, stop = {}, {}, (None, None)
    for (kind, wanted, line), given in zip(values, texts):
        if kind == 'address':
            name, place = region(int(wanted, 16))
            key = place, line if int(wanted, 16) in PROGRAM else None
            is_right = region(int(given, 16)) == (
                name, places.setdefault(key, region(int(given, 16))[1]))
        elif kind == 'stop':
            is_right = abs(int(wanted) - int(given)) <= 10 and \
                (wanted != stop[0] or given == stop[1])
            stop = wanted, given
        elif kind == 'flags':
            is_right = not (int(wanted, 16) ^ int(given, 16)) & ~RESULTS
        elif kind == 'size':
            is_right = is_near(int(wanted, 16), int(given, 16))
        elif kind in ('count', 'row'):
            is_right = is_near(int(wanted), int(given)) and given == \
                counts.setdefault((line, wanted), given)
        else:
            is_right = True
        if not is_right:
            return f'{kind} {wanted} is {given} today'
    return None


def is_near(wanted, given):
    return abs(wanted - given) <= wanted / 4 + 4
