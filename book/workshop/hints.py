# SPDX-License-Identifier: MIT
"""The hints of book/track/chNN.md, for those who write a chapter themselves.

    # ch05-paging

    ## Step 2: a set of numbers

    The hint, in one paragraph of two to five sentences.

    Contract: memory/allocator.h

    You should see: each test of `make grade` passes.

Contract names headers that the step's page shows beyond those which stand
beside the files to be written; it may be left out.
"""

import re
from collections import namedtuple

Hint = namedtuple('Hint', 'number subject text contracts see')
STEP = re.compile(r'^## Step (\d+): (.+)$', re.MULTILINE)


def read(text):
    """{number: Hint} of a file's text; what is left out is empty."""
    pieces = STEP.split(text)[1:]
    found = {}
    for number, subject, body in zip(*[iter(pieces)] * 3):
        paragraphs = [' '.join(part.split('\n'))
                      for part in re.split(r'\n\s*\n', body.strip())]
        contracts, see, rest = [], '', []
        for paragraph in paragraphs:
            if paragraph.startswith('Contract: '):
                contracts = paragraph.removeprefix('Contract: ').split(', ')
            elif paragraph.startswith('You should see: '):
                see = paragraph.removeprefix('You should see: ')
            else:
                rest.append(paragraph)
        found[int(number)] = Hint(int(number), subject.strip(),
                                  '\n\n'.join(rest), contracts, see)
    return found
