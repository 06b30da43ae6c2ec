# SPDX-License-Identifier: MIT
"""calls: the table of system calls, made from the header that kernel and
programs share."""

import re

from differences import table
from docutils import nodes
from folio import FolioDirective, Trouble

LINE = re.compile(r'#define SYS_(\w+)\s+(\d+)\s+// (.*)')
PROMISE = re.compile(r'\((?P<arguments>.*?)\)(?:: (?P<result>.*))?')
COUNT = 'COUNT'


class Calls(FolioDirective):
    """```{calls} ch08-userspace/abi/numbers.h```"""

    def build(self):
        found = calls(self.read(self.arguments[0]))
        rows = [[[nodes.Text(str(number))], [nodes.literal('', name)],
                 arguments_of(arguments), [nodes.Text(result)]]
                for number, name, arguments, result in found]
        heads = [[nodes.Text(text)]
                 for text in ('number', 'call', 'arguments',
                              'what it does or gives')]
        return [table(heads, rows, (10, 20, 40, 30))]


def calls(text):
    """(number, name, arguments, result) of each call, in the order of the
    numbers, which must be the header's."""
    found, count = [], None
    for name, number, comment in LINE.findall(text):
        if name == COUNT:
            count = int(number)
            continue
        promise = PROMISE.fullmatch(comment.strip())
        if not promise:
            raise Trouble(f'SYS_{name} does not say `(arguments): result`')
        found.append((int(number), name, promise['arguments'],
                      promise['result'] or ''))
    if [number for number, *_ in found] != list(range(count or 0)):
        raise Trouble(f'the numbers are not 0 to SYS_{COUNT} - 1, in order')
    if not found:
        raise Trouble('there is no call in it')
    return found


def arguments_of(text):
    return [nodes.literal('', text)] if text else [nodes.Text('none')]


def setup(app):
    app.add_directive('calls', Calls)
