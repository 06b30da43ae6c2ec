# SPDX-License-Identifier: MIT
"""Which display there is for a person to look at: a window, or a terminal."""

import os
import sys

from . import qemu


def window(bits):
    """QEMU's name of a display that opens a window here, or None."""
    if sys.platform == 'darwin':
        wanted = ('cocoa', 'gtk', 'sdl')
    elif os.environ.get('DISPLAY') or os.environ.get('WAYLAND_DISPLAY'):
        wanted = ('gtk', 'sdl')
    else:
        return None
    known = qemu.displays(bits)
    return next((name for name in wanted if name in known), None)


def is_terminal():
    """Whether a person is at both our input and our output."""
    try:
        return os.isatty(0) and os.isatty(1)
    except OSError:
        return False
