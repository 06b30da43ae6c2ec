# SPDX-License-Identifier: MIT
"""The 80x25 text screen, read out of the guest's memory from outside."""

COLUMNS, ROWS = 80, 25
TEXT_MEMORY = 0xB8000

# The CRT controller's registers are reached through an index port.
CRTC_INDEX, CRTC_DATA = 0x3D4, 0x3D5
CURSOR_HIGH, CURSOR_LOW = 0x0E, 0x0F

# Below 0x20 code page 437 has pictures, where Python's codec keeps controls.
PICTURES = ' ☺☻♥♦♣♠•◘○◙♂♀♪♫☼►◄↕‼¶§▬↨↑↓→←∟↔▲▼'


def character(code):
    """What the VGA's own font shows for a byte."""
    if code < 0x20:
        return PICTURES[code]
    return '⌂' if code == 0x7F else bytes([code]).decode('cp437')


def cells(machine):
    """25 rows of 80 pairs: the character and its attribute (its colours)."""
    memory = machine.read_physical(TEXT_MEMORY, 2 * COLUMNS * ROWS)
    pairs = [(character(memory[i]), memory[i + 1])
             for i in range(0, len(memory), 2)]
    return [pairs[i:i + COLUMNS] for i in range(0, len(pairs), COLUMNS)]


def text(machine):
    """25 strings, without the blanks at their ends."""
    return [''.join(shown for shown, _ in row).rstrip()
            for row in cells(machine)]


def cursor(machine):
    """The hardware cursor's (row, column), by the CRT controller."""
    place = (_crtc(machine, CURSOR_HIGH) << 8) | _crtc(machine, CURSOR_LOW)
    return divmod(place, COLUMNS)


def _crtc(machine, register):
    # Between the two commands the guest could move the index.
    was_running = machine.qmp('query-status')['running']
    if was_running:
        machine.stop()
    machine.hmp(f'o /b {CRTC_INDEX:#x} {register:#x}')
    answer = machine.hmp(f'i /b {CRTC_DATA:#x}')  # portb[0x03d5] = 0x04
    if was_running:
        machine.cont()
    return int(answer.split('=')[1], 16)
