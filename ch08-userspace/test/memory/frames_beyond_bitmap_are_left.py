# SPDX-License-Identifier: MIT
"""900 GiB, of which 8 MiB are below 4 GiB: too little for a bitmap of all
frames and for the page tables of a direct map of all memory."""

# Breaks: memory/frame.c: if (end < all) { => if (0) {

import re


def test_it_says_so_and_does_with_the_rest(boot):
    # The kernel uses only a few frames, so the host needs little memory.
    machine = boot(memory='900G',
                   machine='pc,max-ram-below-4g=8M,memory-backend=ram',
                   extra=['-object', 'memory-backend-ram,id=ram,size=900G,'
                          'reserve=off'])
    machine.wait_for('that you type is echoed', timeout=60)
    assert re.search('memory above 0x[0-9a-f]+ is left unused', machine.text)
    assert 'PANIC' not in machine.text
