# SPDX-License-Identifier: MIT
"""What can be asked of a running QEMU, and done to it, from outside."""

import itertools
import os
import re
import time
from pathlib import Path

from .keys import keys_for

INTERRUPT_FLAG = 1 << 9  # in EFLAGS


def scaled(seconds):
    """A time limit, longer by FOLIO_TIMEOUT_SCALE for slow computers; where that
    is not set, as many times longer as processes wait for each processor."""
    scale = os.environ.get('FOLIO_TIMEOUT_SCALE')
    return seconds * (float(scale) if scale else load())


def load():
    """How many processes want each processor: from 1 to 10."""
    return min(10, max(1, os.getloadavg()[0] / (os.cpu_count() or 1)))


class Control:
    """The half of Machine that talks to QEMU's control socket, _qmp."""

    _qmp = None

    def __init__(self, folder):
        self.folder = folder  # for files that QEMU writes and we read
        self._numbers = itertools.count()

    # --- looking ---

    def qmp(self, command, **arguments):
        return self._qmp.call(command, arguments)

    def hmp(self, line):
        """Runs a line of QEMU's human monitor and returns what it prints."""
        answer = self.qmp('human-monitor-command', **{'command-line': line})
        return answer.replace('\r\n', '\n')

    def read_physical(self, address, nbytes):
        """The guest's memory as a device would see it, whatever is mapped."""
        path = self.folder / f'memory-{next(self._numbers)}'
        self.qmp('pmemsave', val=address, size=nbytes, filename=str(path))
        content = path.read_bytes()
        path.unlink()
        return content

    def registers(self):
        """The CPU's registers by their names in `info registers`, as numbers:
        RIP (EIP), RFL (EFL), CR3, HLT ... A segment's name stands for its
        selector; CS.base, GDT.base, GDT.limit and the like for the rest."""
        text = self.hmp('info registers')
        found = {name: int(value, 16) for name, value
                 in re.findall(r'\b([A-Z]\w*) *= *([0-9a-f]+)\b', text)}
        segments = r'^(\w+) *=([0-9a-f]{4}) ([0-9a-f]+) ([0-9a-f]+) [0-9a-f]+ '
        for name, _, base, limit in re.findall(segments, text, re.MULTILINE):
            found[f'{name}.base'] = int(base, 16)
            found[f'{name}.limit'] = int(limit, 16)
        tables = r'^([GI]DT)= +([0-9a-f]+) ([0-9a-f]+)'
        for name, base, limit in re.findall(tables, text, re.MULTILINE):
            found[f'{name}.base'] = int(base, 16)
            found[f'{name}.limit'] = int(limit, 16)
            del found[name]
        return found

    def is_halted(self):
        """Whether the CPU waits in a hlt."""
        return self.registers()['HLT'] == 1

    def has_interrupts_on(self, registers=None):
        """Whether the CPU's interrupt flag is set (as registers() had it)."""
        registers = registers or self.registers()
        flags = registers.get('RFL', registers.get('EFL'))
        return bool(flags & INTERRUPT_FLAG)

    def screendump(self, path):
        """Writes a picture of the screen to a .png file."""
        from PIL import Image  # here, since `make run` does without
        ppm = self.folder / f'screen-{next(self._numbers)}.ppm'
        self.qmp('screendump', filename=str(ppm))
        # Not every QEMU can write a .png itself.
        with Image.open(ppm) as picture:
            picture.save(path, 'PNG')
        ppm.unlink()

    # --- acting ---

    def stop(self):
        self.qmp('stop')

    def cont(self):
        self.qmp('cont')

    def inject_nmi(self):
        self.qmp('inject-nmi')

    def send_key(self, *keys):
        """Presses keys together, as send_key('ctrl', 'c'), and lets go."""
        events = [_key_event(key, True) for key in keys]
        events += [_key_event(key, False) for key in reversed(keys)]
        self.qmp('input-send-event', events=events)

    def send_keys(self, text):
        """Types a text. The keyboard controller queues 16 bytes and drops the
        rest, so each key waits until the guest has read the one before."""
        is_read = True
        for character in text:
            self.send_key(*keys_for(character))
            # A guest that never reads (yet) is not waited for again.
            is_read = is_read and self._wait_until_keys_are_read(2)

    def _wait_until_keys_are_read(self, timeout):
        deadline = time.monotonic() + scaled(timeout)
        while time.monotonic() < deadline:
            # Bit 0 of the controller's status: a byte is there to be read.
            status = int(self.hmp('i /b 0x64').split('=')[1], 16)
            if not status & 1:
                return True
            time.sleep(0.005)
        return False


def _key_event(key, is_down):
    return {'type': 'key', 'data': {
        'down': is_down, 'key': {'type': 'qcode', 'data': key}}}
