# SPDX-License-Identifier: MIT
"""900 GiB, of which 8 MiB are below 4 GiB: too few to note who has the others,
and to show all of them in the direct map."""

# Breaks: memory/frame.c: if (end < all) { => if (0) {

import re


def test_it_says_so_and_does_with_the_rest(boot):
    # Nothing of it is touched but a few frames, so nothing of it is needed.
    machine = boot(memory='900G',
                   machine='pc,max-ram-below-4g=8M,memory-backend=ram',
                   extra=['-object', 'memory-backend-ram,id=ram,size=900G,'
                          'reserve=off'])
    machine.wait_for('$ ', timeout=60)
    assert re.search('memory above 0x[0-9a-f]+ is left unused', machine.text)
    assert 'PANIC' not in machine.text
