# SPDX-License-Identifier: MIT
"""The screen that `make run` shows, read from outside cell by cell."""

# Breaks: console/vga.c: crtc_write_cell(CRTC_START_ADDRESS_HIGH, cells); =>

from harness import screen

LINES = [f'line {line:2} of 30   tab     tab' for line in range(1, 31)]
COLORS = [''.join(f' {background:x}{color:x} ' for color in range(16))
          for background in range(8)]
LAST = ['typed right', 'The cursor is behind the colon:']
GREY = 0x07


def expected_cells():
    """The last 25 of all lines, as pairs of character and attribute."""
    rows = [[(byte, GREY) for byte in f'{line:80}'] for line in LINES]
    for background, line in enumerate(COLORS):
        colored = [(byte, background << 4 | i // 4)
                   for i, byte in enumerate(line)]
        rows.append(colored + [(' ', GREY)] * (80 - len(colored)))
    rows += [[(byte, GREY) for byte in f'{line:80}'] for line in LAST]
    return rows[-25:]


def test_the_cells_are_the_last_of_the_lines(boot):
    machine = boot()
    machine.wait_stopped()
    assert screen.cells(machine) == expected_cells()


def test_the_cursor_is_behind_the_text(boot):
    machine = boot()
    machine.wait_stopped()
    assert screen.cursor(machine) == (24, len(LAST[-1]))


def test_the_serial_port_has_it_all(boot):
    machine = boot()
    machine.wait_stopped()
    serial = machine.text.replace('\r', '').splitlines()
    assert serial[0] == 'folio: ch03-vga'
    assert serial[1:31] == [line.replace('   tab     ', '\ttab\t')
                            for line in LINES]
