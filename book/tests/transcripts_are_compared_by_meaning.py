# SPDX-License-Identifier: MIT
"""With other tools than those that a transcript was recorded with, what follows
from the compiler and the wording of the tools may differ, and nothing else."""

import pytest
from workshop import meaning, sessions, symbols
from harness.chapter import Failure


def means_the_same(expected, today, name='ch01/run'):
    return meaning.fault(name, expected.split('\n'), today.split('\n')) is None


@pytest.mark.parametrize('expected, today, is_same', [
    # addresses
    ('at 0xffffffff80114917', 'at 0xffffffff80114a27', True),
    ('at 0xffffffff80114917', 'at 0xffff800000114a27', False),
    ('at 0xffffffff80114917', 'at 0x0', False),
    ('at 0x0', 'at 0x8', False),
    ('at 0xb8000', 'at 0xb8002', False),
    ('at 0xfee00030', 'at 0xfee00020', False),
    ('cr4 60', 'cr4 20', False),
    ('0x101000\n0x101000', '0x102000\n0x102000', True),
    ('0x101000\n0x101000', '0x102000\n0x103000', False),
    ('ffffffff8010ff30 000010ff30', 'ffffffff8010ff10 000010ff10', True),
    ('ffffffff8010ff30 000010ff30', 'ffffffff8010ff10 000010ff20', False),
    ('stack ffffd00000017fc0', 'stack ffffd00000017fa0', True),
    ('stack ffffd00000017fc0', 'stack ffffc00000017fa0', False),
    ('at 0x400d42\nat 0x400d42', 'at 0x400e0d\nat 0x400e12', True),
    ('0x400d42 0x400d42', '0x400e0d 0x400e12', False),
    # symbols and offsets
    ('0x102030 main+0x58', '0x102050 main+0x60', True),
    ('0x102030 main+0x58', '0x102050 other+0x58', False),
    ('0x102030 recurse.isra.0+0x8', '0x102050 recurse+0x10', True),
    ('0x102030 <main+58>', '0x102050 <main+60>', True),
    # counts
    ('32480 frames of 4 KiB', '32420 frames of 4 KiB', True),
    ('32480 frames of 4 KiB', '62480 frames of 4 KiB', False),
    ('32480 frames of 4 KiB', '32480 frames of 5 KiB', False),
    ('map a page        258', 'map a page       1258', False),
    ('map a page        258', 'map a page        260', True),
    ('an empty loop       2', 'an empty loop       1', True),
    ('an empty loop       2', 'an empty loop      20', False),
    ('1000 before, 1000 after', '990 before, 990 after', True),
    ('1000 before, 1000 after', '990 before, 991 after', False),
    ('main.c:263', 'main.c:264', False),
    ('main.c, line 263.', 'main.c, line 264.', False),
    ('error 2', 'error 3', False),
    # stops
    ('scroll () at vga.c:51\n51\t  move(a,', 'scroll () at vga.c:53\n53\t}',
     True),
    ('#0  scroll (a=1) at vga.c:51', '#0  scroll (a=2) at vga.c:53', True),
    ('scroll () at vga.c:51', 'scroll () at vga.c:62', False),
    ('scroll () at vga.c:51', 'clear () at vga.c:51', False),
    ('scroll () at vga.c:51\n51\t{', 'scroll () at vga.c:53\n52\t{', False),
    ('51\tmove(a);', '52\tmove(a);', False),
    ('PANIC at vga.c:51: (a)', 'PANIC at vga.c:52: (a)', False),
    # registers and memory
    ('  rax 0000000000000000 rsp ffffffff8011bfd0',
     '  rax 00000000000000b5 rsp ffffffff8011bfa0', True),
    ('  rax 0000000000000000 rsp ffffffff8011bfd0',
     '  rax 00000000000000b5 rsp 0000000000000010', False),
    ('r15 0000000000000000 flags 246 cs 8', 'r15 0000000000000000 flags 10293 '
     'cs 8', True),
    ('flags 246 cs 8', 'flags 46 cs 8', False),
    ('flags 246 cs 8', 'flags 246 cs b', False),
    ('0x108fec:\t0x00102362\t0x36d76289', '0x108fd0:\t0x00000000\t0x00000008',
     True),
    ('0x108fec:\t0x00102362 <main+2>', '0x108fd0:\t0x00102372 <main+8>', True),
    ('0x108fec:\t0x00102362 <main+2>', '0x108fd0:\t0x00102372 <exit+8>', False),
    ('0x108fec:\t0x1\t0xffffffff80123f80',
     '0x108fd0:\t0xffff800007fd5700\t0xffffffff80123f80', True),
    # wording
    ("x.c:11: undefined reference to `memset'",
     "x.c:11:(.text+0x2e): undefined reference to `memset'", True),
    ("x.c:(.text+0x<...>): undefined reference to `puts'",
     "x.c:(.text+0xe): undefined reference to `puts'", True),
    ('main at main.c:22', 'main at main.c:22 (discriminator 1)', True),
    ('#1  put (byte=<optimized out>) at vga.c:72',
     "#1  put (byte=49 '1') at vga.c:72", True),
    ('#1  put (byte=<optimized out>) at vga.c:72',
     "#1  put (byte=49 '1') at vga.c:73", False),
    ('Breakpoint 1, 0x102372 in main () at m.c:7',
     'Breakpoint 1, main () at m.c:7', True),
    ('=> 0x102000 <f+0>:\tjmp a\n   0x102002 <f+2>:\tnop\nend',
     '=> 0x102050 <f+0>:\tnop\n   0x102051 <f+1>:\tret\nend', True),
    ('=> 0x102000 <f+0>:\tint3', '=> 0x102050 <f+7>:\tint3', True),
    ('=> 0x102000 <f+0>:\tint3', '=> 0x102050 <f+7>:\thlt', False),
    ('  code: 90 90', '  code: 48 c7', True),
    ('at 0x102372 <main+7> and ends at 0x102374.',
     'at 0x102392 <main+9> and ends at 0x102393 <main+10>.', True),
    ('/usr/bin/ld: warning: a', '/usr/bin/x86_64-linux-gnu-ld.bfd: warning: a',
     True),
    ('x86_64-<...>-ld: a', 'x86_64-elf-ld: a', True),
    ('mould: a', 'ld: a', False),
    ('warning: a\nwarning: b', 'warning: a\nwarning: b\nwarning: a', True),
    ('warning: a\nb\nc', 'warning: a\nb\nb\nc', False),
    ('  freed by 0xffffffff80119de9 free_twice+0x9',
     '  freed by 0xffffffff8011a73d demo_run+0x1d', True),
    ('00000000000b8000: 0x076c', '000b8000: 0x076c', True),
    ('00000000000b8000: 0x076c', '000b8002: 0x076c', False),
    ('<...>p[CPU0  ] >>PANIC<< exception(): 3rd (13)',
     '00199624812w[CPU0  ] exception(): 3rd (13)', True),
    ('<...>e[CPU0  ] a', '00199624812w[CPU0  ] b', False),
    # all else, and the stand-ins
    ('one\ntwo', 'one\n2', False),
    ('one\ntwo', 'one', False),
    ('one', 'one\ntwo', False),
    ('one\n…\ntwo', 'one\na\nb\ntwo', True),
    ('one <...> two', 'one or two', True),
])
def test_what_follows_from_the_tools_may_differ(expected, today, is_same):
    assert means_the_same(expected, today) == is_same


@pytest.mark.parametrize('line, may', [
    ('  0xffffffff80114956 kernel_main+0x96', True),
    ('  r15 0000000000000000 flags 293 cs 8 ss 10', True),
    ('  code: 48 c7 c7 1f e6 10 80', True),
    ('A second of ticks: 10 20 30 40', False),
    ('The machine is stopped.   ', False),
    ('', False),
])
def test_a_row_of_a_picture_counts_unless_it_has_a_value(line, may):
    assert bool(meaning.may_differ(line)) == may


def test_a_broken_kernel_may_break_in_another_way():
    assert means_the_same('ok\nPANIC: a', 'ok\nno', 'ch08/one-stack') is False
    assert means_the_same('ok\nPANIC: a', 'ok\nPANIC: b', 'ch08/one-stack')
    assert not means_the_same('ok\nPANIC: a', 'no\nPANIC: a', 'ch08/one-stack')


def test_names_of_broken_kernels_are_names_of_transcripts():
    assert set(meaning.BY_CHANCE) <= set(sessions.names())


def test_with_the_tools_of_the_record_all_is_exact(monkeypatch):
    shown, today = 'at 0xffffffff80114917\n', 'at 0xffffffff80114a27\n'
    monkeypatch.setattr(meaning, 'is_reference', lambda: False)
    assert not sessions.reason('ch01/run', shown, today)
    monkeypatch.setattr(meaning, 'is_reference', lambda: True)
    assert sessions.reason('ch01/run', shown, today)
    assert not sessions.reason('ch01/run', shown, shown)


@pytest.mark.parametrize('command, today', [
    ('info line *0x1023d1', 'info line *0x102431'),
    ('info line *(0x1023d1 - 1)', 'info line *(0x102431 - 1)'),
    ('addr2line 0x1023d0', 'addr2line 0x102430'),
    ('addr2line 0xb8000', 'addr2line 0xb8000'),
    ('x 0x108fd0', 'x 0x108fa0'),
])
def test_a_command_has_the_address_that_was_printed(command, today):
    assert sessions.with_addresses_of_today(
        command, 'run: fault\nrun: EIP=0x1023d1 ESP=00108fd0 CR2=0x0\n',
        'run: fault\nrun: EIP=0x102431 ESP=00108fa0 CR2=0x0\n') == today


def test_a_symbol_is_where_nm_has_it(monkeypatch, tmp_path):
    (tmp_path / 'kernel.debug.elf').touch()
    monkeypatch.setattr(symbols, 'symbols', lambda path: {('main', 0x102000)})
    symbols.check('  0x102058 main+0x58\n', tmp_path)
    for wrong in '  0x102058 main+0x50\n', '  0x102058 exit+0x58\n':
        with pytest.raises(Failure):
            symbols.check(wrong, tmp_path)
