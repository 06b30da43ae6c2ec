# SPDX-License-Identifier: MIT
"""GDB lists what the page tables map, and the state of each frame."""

# Breaks: memory/kernel_space.c: protect_kernel(); =>
# Breaks: common/gdb/folio.py: print('paging is off') =>
# Breaks: common/gdb/folio.py: managed = b'' => raise

import re


def test_pages_and_frames_are_told_in_words(debug_batch):
    printed = debug_batch('''
thbreak demo_run
continue
pages
pages demo_run
pages 0
frames
frames 0xb8000
frames &demo_run - 0xffffffff80000000
walk demo_run
''')
    pages, code, null, frames, screen, kernel, walk = printed.split(
        '(gdb) ')[3:]
    assert 'ffff800000200000 - ffff8000ffffffff  0x0000200000  2048 KiB  ' \
        'read write\n' in pages
    assert len(re.findall(r'read execute$', pages, re.MULTILINE)) == 1
    assert 'write execute' not in pages
    assert '4 KiB  read execute' in code and code.count(' KiB') == 1
    assert 'not mapped' in null
    managed, free = re.search(
        r'(\d+) frames are managed, (\d+) of them free', frames).groups()
    ranges = re.findall(r'^  \S+ - \S+ +(\d+)  (.+)$', frames, re.MULTILINE)
    assert sum(int(n) for n, state in ranges if state == 'free') == int(free)
    assert sum(int(n) for n, state in ranges
               if state != 'not managed') == int(managed)
    assert 'frame 0xb8: not managed' in screen
    assert 'not managed' in kernel
    assert 'in use' in [state for n, state in ranges]  # the page tables
    assert 'a page of 4 KiB' in walk


def test_it_is_said_when_there_are_none_yet(debug_batch):
    printed = debug_batch('''
thbreak entry
continue
pages
frames
thbreak kernel_main
continue
pages kernel_main
frames
''')
    pages, frames, later, _, mapped, still = printed.split('(gdb) ')[3:]
    assert pages.endswith('paging is off\n')
    assert 'the frame allocator is not there yet' in frames
    assert '4 KiB  read write execute' in mapped
    assert 'the frame allocator is not there yet' in still
