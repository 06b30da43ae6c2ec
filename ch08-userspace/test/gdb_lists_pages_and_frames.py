# SPDX-License-Identifier: MIT
"""What GDB says of the page tables, and of who has which frame."""

# Red when memory/kernel_space.c lacks
#     protect_kernel();
# Red when common/gdb/folio.py lacks
#     print('paging is off')
# Red when common/gdb/folio.py has
#     raise
# instead of
#     ours = b''  # without paging its variables are out of sight

import re


def test_pages_and_frames_are_told_in_words(debug_batch):
    printed = debug_batch('''
thbreak chapter_run
continue
pages
pages chapter_run
pages 0
frames
frames 0xb8000
frames &chapter_run - 0xffffffff80000000
walk chapter_run
''')
    pages, code, null, frames, screen, kernel, walk = printed.split(
        '(gdb) ')[3:]
    assert 'ffff800000200000 - ffff8000ffffffff  0x0000200000  2048 KiB  ' \
        'read write\n' in pages
    assert len(re.findall(r'read execute$', pages, re.MULTILINE)) == 1
    assert 'write execute' not in pages
    assert '4 KiB  read execute' in code and code.count(' KiB') == 1
    assert 'not mapped' in null
    ours, free = re.search(r'(\d+) frames are ours, (\d+) of them free',
                           frames).groups()
    ranges = re.findall(r'^  \S+ - \S+ +(\d+)  (.+)$', frames, re.MULTILINE)
    assert sum(int(n) for n, state in ranges if state == 'free') == int(free)
    assert sum(int(n) for n, state in ranges
               if state != 'not ours') == int(ours)
    assert 'frame 0xb8: not ours' in screen
    assert 'in use' in kernel
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
