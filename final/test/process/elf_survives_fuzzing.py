# SPDX-License-Identifier: MIT
"""libFuzzer, which watches the branches that each input takes, against
elf_parse(). Its target is in process/host/elf_survives_random_damage.c. What has
broken the parser once is to be kept in CORPUS, below."""

# Breaks: process/elf.c: header->p_vaddr > PROGRAM_END || =>

import re
import struct

import pytest

from harness.host_programs import output_of

RUNS = 500_000
FLAGS = ['-std=gnu11', '-g', '-O1', '-DFUZZER', '-fno-sanitize-recover=all',
         '-fsanitize=fuzzer,address,undefined']
PT_LOAD, PT_GNU_STACK = 1, 0x6474E551
R, W, X = 4, 2, 1


def elf(*entries):
    """A file with these program headers and 64 bytes for them to point to."""
    header = struct.pack('<4s12BHHIQQQIHHHHHH', b'\x7fELF', 2, 1, 1, *9 * [0],
                         2, 62, 1, 0x400010, 64, 0, 0, 64, 56, len(entries),
                         0, 0, 0)
    return (header + b''.join(struct.pack('<IIQQQQQQ', *entry)
                              for entry in entries) + 64 * b'\x90')


# type, flags, offset, virtual and physical address, size in file and in memory,
# alignment
TEXT = (PT_LOAD, R | X, 0, 0x400000, 0, 100, 100, 0x1000)
DATA = (PT_LOAD, R | W, 120, 0x401078, 0, 20, 0x3000, 0x1000)
ZEROS = (PT_LOAD, R | W, 0, 0x600000, 0, 0, 0x3000, 0x200000)
STACK = (PT_GNU_STACK, R | W, 0, 0, 0, 0, 0, 16)
CORPUS = [elf(TEXT), elf(TEXT, STACK), elf(DATA, TEXT), elf(TEXT, DATA, ZEROS)]


def test_the_parser_survives_a_fuzzer(chapter, tmp_path):
    doctor = chapter.common / 'tools' / 'doctor'

    def where(tool):
        return output_of([doctor, '--where', tool], 60,
                         [chapter.common]).stdout.strip()

    if not where('clang-fuzzer'):
        pytest.skip('clang has no libFuzzer here: make doctor')
    target = 'test/process/host/elf_survives_random_damage.c'
    built = output_of([where('clang'), *FLAGS, '-I', chapter.folder,
                       '-I', chapter.common, chapter.folder / target,
                       chapter.folder / 'process/elf.c', '-o',
                       tmp_path / 'fuzz'], 60,
                      [chapter.folder, chapter.common], tmp_path)
    assert built.returncode == 0, built.stdout
    corpus = tmp_path / 'corpus'
    corpus.mkdir()
    for number, content in enumerate(CORPUS):
        (corpus / str(number)).write_bytes(content)
    ran = output_of([tmp_path / 'fuzz', f'-runs={RUNS}', '-seed=1',
                     '-max_len=1024', f'-artifact_prefix={tmp_path}/', corpus],
                    600, [tmp_path])
    assert ran.returncode == 0, ran.stdout[-4000:]
    assert f'Done {RUNS} runs' in ran.stdout
    # If all files were refused, the test would prove little.
    accepted = re.search(r'^(\d+) files let through', ran.stdout, re.MULTILINE)
    assert int(accepted[1]) > 1000
