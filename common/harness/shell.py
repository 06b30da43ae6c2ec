# SPDX-License-Identifier: MIT
"""A person at the shell: types lines, and reads what comes until the prompt."""

import re
import time

from .control import scaled

PROMPT = '$ '


class Shell:
    """The shell of a machine; `keys`: typed on the keyboard, not sent over the
    serial port."""

    def __init__(self, machine, keys=False):
        self.machine, self.keys = machine, keys
        machine.wait_for(PROMPT)

    def type(self, text):
        if self.keys:
            self.machine.send_keys(text)
        else:
            self.machine.serial_write(text.encode())

    def press_interrupt(self):
        if self.keys:
            self.machine.send_key('ctrl', 'c')
        else:
            self.machine.serial_write(b'\x03')

    def interrupt(self):
        """Presses ctrl-C until the prompt comes. The first one may come before
        the program is in the foreground."""
        before = len(self.machine.text)
        deadline = time.monotonic() + scaled(20)
        while PROMPT not in self.machine.text[before:] and \
                time.monotonic() < deadline:
            self.press_interrupt()
            patience = time.monotonic() + scaled(0.5)
            while PROMPT not in self.machine.text[before:] and \
                    time.monotonic() < patience:
                time.sleep(0.02)
        self.machine.wait_for(PROMPT)

    def start(self, line):
        """Types a line and waits for its echo alone."""
        self.type(line + ('\n' if self.keys else '\r'))
        self.machine.wait_for(line + '\n')

    def run(self, line, timeout=20):
        """Types a line and returns what was printed up to the next prompt."""
        self.start(line)
        return self.machine.wait_for(re.compile(r'((?:.*\n)*?)\$ '),
                                     timeout)[1]
