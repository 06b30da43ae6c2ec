# SPDX-License-Identifier: MIT
"""The linked kernel needs no library and no loader, and no instruction uses
registers that the kernel does not save."""

# Breaks: common/kernel.mk: -mgeneral-regs-only => -msse2

import re
import subprocess

BITS = 'ELF64'
# Registers of SSE, MMX and x87: xmm0, mm0, st(0).
NOT_OURS = re.compile(r'%(?:[xyz]mm\d|mm\d|st\b)')


def tool(*words):
    return subprocess.run([str(word) for word in words], check=True, text=True,
                          capture_output=True).stdout


def test_it_is_for_this_cpu_and_runs_at_a_fixed_address(chapter):
    header = tool('readelf', '-h', chapter.elf)
    assert BITS in header
    assert re.search(r'Type: +EXEC', header)


def test_no_symbol_is_undefined(chapter):
    assert tool('nm', '--undefined-only', chapter.elf) == ''


def test_no_section_is_for_a_dynamic_linker(chapter):
    sections = tool('readelf', '-SW', chapter.elf)
    for name in ('.dynamic', '.interp', '.got', '.plt', '.rel', '.dynsym'):
        assert name not in sections


def test_no_segment_is_both_writable_and_executable(chapter):
    segments = re.findall(r'LOAD.*(?:0x\w+ +){5}([RWE ]{3})',
                          tool('readelf', '-lW', chapter.elf))
    assert segments
    assert not [flags for flags in segments if 'W' in flags and 'E' in flags]


def test_no_instruction_uses_sse_mmx_or_x87(chapter):
    code = tool('objdump', '-d', chapter.elf)
    assert '%eax' in code
    assert not NOT_OURS.search(code)


def test_the_multiboot2_header_is_where_grub_looks(chapter):
    start = chapter.elf.read_bytes()[:32 * 1024]
    place = start.find((0xE85250D6).to_bytes(4, 'little'))
    assert place % 8 == 0
    words = [int.from_bytes(start[place + i:place + i + 4], 'little')
             for i in range(0, 16, 4)]
    assert sum(words) % 2**32 == 0
