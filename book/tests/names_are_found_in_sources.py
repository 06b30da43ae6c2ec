# SPDX-License-Identifier: MIT
"""A listing shows what its name stands for: whole, with its comment, and no
more.

Red if find() in extensions/sources.py misses a line.
"""

import pytest
import sources

C = '''\
// SPDX-License-Identifier: MIT

#include "x.h"

#define ONE 1
#define TWO(a) \\
    ((a) + 1)

#define ALONE 3

// What a tag is.
struct tag {
    int type; // { not a brace }
};

typedef struct { int raw; } unit_t;
enum color { RED, BLUE = 2 };

static int counter, other;
static void (*hook)(void);
static const char *const names[] = {"a;b", "{"};

int later(int a);

// Adds.
// In two lines.
MUST_USE static int later_two(int a)
{
    const char *s = "}";
    return a + '}' + *s;
}

int later(int a) { return a; }

_Noreturn __attribute__((format(printf, 2, 3))) void(panic)(const char *where)
{
    for (;;) { }
}

_Static_assert(sizeof(struct tag) == 4, "size");
'''

ASM = '''\
; head

bits 32

SIZE equ 16
MORE equ 17

section .text progbits

; in  eax
entry:
    mov eax, 1
.loop:
    jmp .loop

bits 64

; the next
second:
    ret
data dq 1
%macro twice 1
    nop

    nop
%endmacro
'''

LD = '''\
ENTRY(entry)

PHDRS
{
    text PT_LOAD FLAGS(5);
}
SECTIONS
{
    . = 1M;
    start = .;
    /* read only */
    .rodata : AT(ADDR(.rodata) - BASE) {
        *(.rodata)
    } :rodata
    .bss : { *(.bss) }
}
ASSERT(a == b, "x")
ASSERT(c == d,
       "y")
'''

MAKE = '''\
CFLAGS := -O2
# A reason.
CFLAGS += -g
OTHER := 1
# What for.
SRC := \\
    a.c \\
    b.c

all: $(SRC)
\techo
run: all
\t@echo \\
\t    more
'''

PYTHON = '''\
import os

# How many.
LIMIT = 3


@decorated
def function():
    return 1


class Thing:
    pass
'''

CASES = [
    ('a.c', C, {
        'ONE': (5, 7), 'TWO': (6, 7), 'ALONE': (9, 9), 'tag': (11, 14),
        'unit_t': (16, 16), 'color': (17, 17), 'BLUE': (17, 17),
        'counter': (19, 19), 'other': (19, 19), 'hook': (20, 20),
        'names': (21, 21), 'later_two': (25, 31), 'later': (33, 33),
        'panic': (35, 38)}),
    ('a.asm', ASM, {
        'SIZE': (5, 6), 'entry': (10, 14), 'second': (18, 20),
        'data': (21, 26), '.text': (8, 26), 'twice': (22, 26),
        'entry.': (10, 12), 'entry.loop': (13, 14)}),
    ('kernel.ld', LD, {
        'ENTRY': (1, 1), 'PHDRS': (3, 6), 'start': (10, 10),
        '.rodata': (11, 14), '.bss': (15, 15), 'ASSERT': (17, 19)}),
    ('Makefile', MAKE, {
        'CFLAGS': (1, 3), 'OTHER': (4, 4), 'SRC': (5, 8), 'all': (10, 11),
        'run': (12, 14)}),
    ('a.py', PYTHON, {'LIMIT': (3, 4), 'function': (7, 9), 'Thing': (12, 13)}),
]


@pytest.mark.parametrize('path, text, name, lines', [
    pytest.param(path, text, name, lines, id=f'{path}: {name}')
    for path, text, names in CASES for name, lines in names.items()])
def test_a_name_stands_for_these_lines(path, text, name, lines):
    assert sources.find(path, text, name) == lines


@pytest.mark.parametrize('name', ['latter', 'a', 'raw', 'type', 's', 'size'])
def test_what_is_no_name_is_not_found(name):
    with pytest.raises(sources.NotFound):
        sources.find('a.c', C, name)


def test_a_name_that_is_gone_brings_the_nearest():
    with pytest.raises(sources.NotFound, match='is it later_two'):
        sources.find('a.c', C, 'later_tow')
