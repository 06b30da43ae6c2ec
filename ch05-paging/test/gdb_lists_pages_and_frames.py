# SPDX-License-Identifier: MIT
"""What GDB says of the page tables, and of who has which frame."""

# Red when memory/kernel_space.c lacks
#     protect_kernel();

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
