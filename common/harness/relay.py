# SPDX-License-Identifier: MIT
"""A terminal of our own for QEMU's curses screen, and us in the middle.

QEMU takes every key there is as a key of the PC's keyboard. The one way out is
Alt-2 and then `quit`, and many terminals keep Alt-2 for themselves. So we read
the keys first, pass them on, and keep Ctrl-A X: the way out of QEMU's serial
terminal as well.
"""

import fcntl
import os
import select
import signal
import termios
import tty

PREFIX, QUIT = b'\x01', b'xX'  # Ctrl-A, then x
HELP = 'Ctrl-A and then X quits (Ctrl-A twice types one)'


class Relay:
    """A pair of terminal ends: QEMU has `inner` as its terminal."""

    def __init__(self):
        self._outer, self.inner = os.openpty()
        self._after_prefix = False
        self._copy_size()

    def run(self, machine):
        """Passes everything on until the machine has ended."""
        os.close(self.inner)  # QEMU has it
        saved = termios.tcgetattr(0)
        signal.signal(signal.SIGWINCH, lambda *unused: self._copy_size())
        try:
            tty.setraw(0)
            while machine.is_running:
                ready, _, _ = select.select([0, self._outer], [], [], 0.1)
                if 0 in ready and not self._pass_keys():
                    machine.quit()
                if self._outer in ready and not self._pass_screen():
                    break
            while self._pass_screen():
                pass  # the last of it puts the terminal in order
        finally:
            termios.tcsetattr(0, termios.TCSADRAIN, saved)
            os.close(self._outer)

    def _pass_screen(self):
        """False when QEMU has closed its end."""
        try:
            data = os.read(self._outer, 65536)
        except OSError:
            return False
        os.write(1, data)
        return bool(data)

    def _pass_keys(self):
        """False when the person wants to quit."""
        keys = os.read(0, 4096)
        passed = b''
        for key in (keys[i:i + 1] for i in range(len(keys))):
            if self._after_prefix and key in QUIT:
                return False
            is_prefix = key == PREFIX and not self._after_prefix
            self._after_prefix = is_prefix
            passed += b'' if is_prefix else key
        os.write(self._outer, passed)
        return bool(keys)  # nothing: the terminal is gone

    def _copy_size(self):
        size = fcntl.ioctl(0, termios.TIOCGWINSZ, b'\0' * 8)
        fcntl.ioctl(self._outer, termios.TIOCSWINSZ, size)


def adopt_terminal():
    """Run by the new process: its input becomes the terminal from which it
    hears of changes in size."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
