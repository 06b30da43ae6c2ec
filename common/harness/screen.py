# SPDX-License-Identifier: MIT
"""The 80x25 text screen, read out of the guest's memory from outside."""

import contextlib

COLUMNS, ROWS = 80, 25
TEXT_MEMORY = 0xB8000

# The CRT controller's registers are reached through an index port.
CRTC_INDEX, CRTC_DATA = 0x3D4, 0x3D5
START_HIGH, CURSOR_HIGH = 0x0C, 0x0E  # each with its low byte behind it

# Below 0x20 code page 437 has pictures, where Python's codec keeps controls.
PICTURES = ' ☺☻♥♦♣♠•◘○◙♂♀♪♫☼►◄↕‼¶§▬↨↑↓→←∟↔▲▼'


def character(code):
    """What the VGA's own font shows for a byte."""
    if code < 0x20:
        return PICTURES[code]
    return '⌂' if code == 0x7F else bytes([code]).decode('cp437')


def cells(machine):
    """25 rows of 80 pairs: the character and its attribute (its colours)."""
    with _stopped(machine):
        first = TEXT_MEMORY + 2 * _crtc_pair(machine, START_HIGH)
        memory = machine.read_physical(first, 2 * COLUMNS * ROWS)
    pairs = [(character(memory[i]), memory[i + 1])
             for i in range(0, len(memory), 2)]
    return [pairs[i:i + COLUMNS] for i in range(0, len(pairs), COLUMNS)]


def text(machine):
    """25 strings, without the blanks at their ends."""
    return [''.join(shown for shown, _ in row).rstrip()
            for row in cells(machine)]


def cursor(machine):
    """The hardware cursor's (row, column), by the CRT controller."""
    with _stopped(machine):
        place = _crtc_pair(machine, CURSOR_HIGH) \
            - _crtc_pair(machine, START_HIGH)
    return divmod(place, COLUMNS)


@contextlib.contextmanager
def _stopped(machine):
    """Between two of our commands the guest could scroll, or move the index."""
    was_running = machine.qmp('query-status')['running']
    if was_running:
        machine.stop()
    yield
    if was_running:
        machine.cont()


def _crtc_pair(machine, register):
    """The number of a cell that this register, its high byte, and the next
    hold. The guest may be about to write by its own index: it stays."""
    index = _read(machine, CRTC_INDEX)
    value = 0
    for half in (register, register + 1):
        machine.hmp(f'o /b {CRTC_INDEX:#x} {half:#x}')
        value = value << 8 | _read(machine, CRTC_DATA)
    machine.hmp(f'o /b {CRTC_INDEX:#x} {index:#x}')
    return value


def _read(machine, port):
    answer = machine.hmp(f'i /b {port:#x}')  # portb[0x03d5] = 0x04
    return int(answer.split('=')[1], 16)
