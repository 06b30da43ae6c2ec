# SPDX-License-Identifier: MIT
"""A program that needs what the kernel and crt0.asm do not provide is refused
by the linker: thread-local variables, constructors, sections of other names."""

# Breaks: user/program.ld: ASSERT(SIZEOF(.tls) == 0, => ASSERT(1,
# Breaks: user/program.ld: ASSERT(SIZEOF(.constructors) == 0, => ASSERT(1,
# Breaks: user/program.ld: ASSERT(SIZEOF(.relocations) == 0, => ASSERT(1,

import subprocess

import pytest

USED = 'int main(void) { return %s; }\nvoid _start(void) { main(); }\n'
PLAIN = USED % '0'
THREAD_LOCAL = '_Thread_local int own = 3;\n' + USED % 'own'
THREAD_LOCAL_ZERO = '_Thread_local int own;\n' + USED % 'own'
CONSTRUCTOR = ('int seen;\n__attribute__((constructor)) static void early(void)'
               ' { seen = 1; }\n' + USED % 'seen')
IFUNC = ('static int one(void) { return 1; }\n'
         'static int (*pick(void))(void) { return one; }\n'
         'int chosen(void) __attribute__((ifunc("pick")));\n'
         + USED % 'chosen()')
OTHER = ('__attribute__((section("other"))) int moved = 1;\n' + USED % 'moved')


def link(chapter, folder, text):
    source, made = folder / 'program.c', folder / 'program.o'
    source.write_text(text)
    subprocess.run(['gcc', '-c', '-O1', '-ffreestanding', '-fno-pic',
                    '-fno-stack-protector', '-fcf-protection=none', '-o', made,
                    source], check=True)
    return subprocess.run(
        ['ld', '-no-pie', '--gc-sections', '--orphan-handling=error', '-T',
         chapter.folder / 'user' / 'program.ld', '-o', folder / 'program.elf',
         made], text=True, capture_output=True)


def test_a_plain_program_is_linked(chapter, tmp_path):
    result = link(chapter, tmp_path, PLAIN)
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize('text, reason', [
    (THREAD_LOCAL, 'a program has no thread-local variables'),
    (THREAD_LOCAL_ZERO, 'a program has no thread-local variables'),
    (CONSTRUCTOR, 'a program has no constructors'),
    (IFUNC, 'a program has no relocations'),
    (OTHER, "orphan section `other'")])
def test_a_program_that_needs_more_is_refused(chapter, tmp_path, text, reason):
    result = link(chapter, tmp_path, text)
    assert result.returncode != 0
    assert reason in result.stderr
