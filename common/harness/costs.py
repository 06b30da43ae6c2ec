# SPDX-License-Identifier: MIT
"""What the chapters' operations cost, as one table: measured, stored, compared.

A table is {operation: {chapter: figure}}, in the order in which it is printed.
The stored file is the table as it is printed, below comments that begin with #
and name the toolchain:

    operation                        ch05      ch06
    map a page                        261       261
    kmalloc and kfree of 64 bytes       -       142
"""

import re
import subprocess
import tempfile
import time
from pathlib import Path

from . import qemu
from .chapter import Failure
from .control import scaled
from .machine import PASSED, Machine, MachineError

# QEMU counts instructions; the time-stamp counter goes on by one for each.
COUNTED = ['-icount', 'shift=0,sleep=off', '-rtc', 'base=2024-01-01,clock=vm',
           '-seed', '1']
# Without `erms`: each step of a rep instruction counts, whatever CPUID says.
CPU = 'max,erms=off'

ROW = re.compile(r'^(\S.*?) +(\d+)\n', re.MULTILINE)
PERIOD, PERIOD_NS = 'from one tick to the next, 10 ms', 10_000_000
FLOOR = '100 additions in a register'
BOOT = 'boot loader to '  # how a row begins that depends on the memory
MUCH = '16G'
OFF = 'interrupts off, '  # is known to within a tick of the bench
TICK = 2514  # instructions: three counts of the timer

DEARER = 1.03  # a row that costs more than so many times its stored figure
NREPETITIONS = 3
HEAD, NONE = 'operation', '-'
WIDTH = 54


# --- measuring ---

def output(iso, memory='1G', counted=True, until=None):
    """What a bench image prints, up to the row `until`. It is read from a file:
    a socket takes some hundred bytes, and then the kernel has to wait, and
    counts."""
    with tempfile.TemporaryDirectory(prefix='folio-') as folder:
        path = Path(folder) / 'serial'
        with Machine(iso, memory=memory, cpu=CPU,
                     serial=['-serial', f'file:{path}', '-monitor', 'none'],
                     extra=COUNTED if counted else []) as machine:
            try:
                if until:
                    wait_for_row(machine, path, until)
                elif machine.wait_exit(timeout=600) != PASSED:
                    raise MachineError(machine, machine.verdict, 'it failed')
            except MachineError as error:
                raise Failure(f'{iso}: {error.verdict}\n{read(path)}') from None
            return read(path)


def wait_for_row(machine, path, name, timeout=120):
    deadline = time.monotonic() + scaled(timeout)
    while f'\n{name} ' not in read(path):
        if not machine.is_running or time.monotonic() > deadline:
            raise MachineError(machine, f'there is no row {name}', 'it ended')
        time.sleep(0.1)


def read(path):
    """Without the empty lines, which only scroll the screen."""
    text = path.read_text(errors='replace') if path.exists() else ''
    return re.sub(r'\n{2,}', '\n', text.replace('\r', ''))


def boot(iso, memory='1G', counted=True, until=None):
    """{operation: figure} of a bench image, up to the row `until`."""
    return {name: int(figure) for name, figure
            in ROW.findall(output(iso, memory, counted, until))}


def instructions(iso):
    """{operation: instructions} of a chapter's bench image."""
    much = boot(iso, MUCH, until=PERIOD)
    found = {}
    for name, figure in boot(iso).items():
        if name.startswith(BOOT):
            found[f'{name}, 1 GiB'] = figure
            found[f'{name}, 16 GiB'] = much[name]
        elif name != PERIOD:
            found[name] = figure
    return found


def nanoseconds(iso):
    """{operation: nanoseconds} under plain emulation: the least of several
    boots, since what else this computer does only adds to them."""
    least = {}
    for _ in range(NREPETITIONS):
        found = boot(iso, counted=False)
        for name, figure in found.items():
            if not name.startswith(BOOT):
                time = figure * PERIOD_NS / found[PERIOD]
                least[name] = min(time, least.get(name, time))
    del least[PERIOD]
    return least


def table_of(columns):
    """{chapter: {operation: figure}}, oldest chapter first, as a table. A row
    that only older chapters have comes behind the row it followed there."""
    order = []
    for rows in reversed(columns.values()):
        place = 0
        for name in rows:
            if name not in order:
                order.insert(place, name)
            place = order.index(name) + 1
    return {name: {chapter: rows[name] for chapter, rows in columns.items()
                   if name in rows} for name in order}


def ratios(times, counts):
    """{operation: (nanoseconds, ratio)}, each for the newest chapter that has
    the row. The ratio says how many times longer than an addition one of the
    operation's instructions takes."""
    found = {}
    floor = min(times[FLOOR].values()) / min(counts[FLOOR].values())
    for name, row in times.items():
        chapter = list(row)[-1]
        found[name] = (row[chapter],
                       row[chapter] / counts[name][chapter] / floor)
    return found


def toolchain(elf):
    """The compiler that made an image, and the QEMU that runs it."""
    made = re.search(rb'GNU C\d+ (\d+\.\d+)\S*.*? (-O\w*)', elf.read_bytes())
    compiler = 'gcc {} {}'.format(*(part.decode() for part in made.groups())) \
        if made else 'another compiler'
    said = subprocess.run([qemu.program(64), '--version'], check=False,
                          capture_output=True, text=True).stdout
    version = re.search(r'version (\d+\.\d+)', said)
    return f'{compiler}, QEMU {version[1] if version else "?"}'


# --- the file ---

def printed(heads, rows):
    """Lines of a table: rows are (operation, [text of a figure])."""
    lines = [(HEAD, heads), *rows]
    return ''.join(f'{name:<{WIDTH}}' + ''.join(f'{text:>10}' for text in texts)
                   + '\n' for name, texts in lines)


def written(table, chapters):
    return printed(chapters, [
        (name, [str(row.get(chapter, NONE)) for chapter in chapters])
        for name, row in table.items()])


def parsed(text):
    """(table, chapters, toolchain) of a stored file."""
    chapters, table, tools = [], {}, ''
    for line in text.splitlines():
        if line.startswith('# Toolchain: '):
            tools = line.partition(': ')[2]
        elif line and not line.startswith('#'):
            name, *figures = re.split(r'  +', line.rstrip())
            if not chapters:
                chapters = figures
                continue
            table[name] = {chapter: int(figure) for chapter, figure
                           in zip(chapters, figures) if figure != NONE}
    return table, chapters, tools


def merged(stored, measured, chapters):
    """The stored table with the columns of these chapters replaced."""
    names = {chapter for row in stored.values() for chapter in row}
    columns = {chapter: {
        name: row[chapter]
        for name, row in (measured if chapter in chapters else stored).items()
        if chapter in row} for chapter in sorted(names | set(chapters))}
    return table_of(columns)


# --- comparing ---

def compared(stored, measured, chapters):
    """(faults, remarks): lines about what costs more than is stored or is not
    there, and about what costs less or is new."""
    faults, remarks = [], []
    for name in [*stored, *(name for name in measured if name not in stored)]:
        for chapter in chapters:
            old = stored.get(name, {}).get(chapter)
            new = measured.get(name, {}).get(chapter)
            where = f'{chapter}: {name}'
            if old is None and new is not None:
                remarks.append(f'new      {where}: {new}')
            elif new is None and old is not None:
                faults.append(f'missing  {where}: {old} is stored')
            elif old is not None and new > old * DEARER + unsure(name):
                faults.append(f'dearer   {where}: {change(old, new)}')
            elif old is not None and new * DEARER + unsure(name) < old:
                remarks.append(f'cheaper  {where}: {change(old, new)}')
    return faults, remarks


def unsure(name):
    return TICK if name.startswith(OFF) else 0


def change(old, new):
    percent = (new - old) * 100 / old if old else 100
    return f'{old} -> {new} ({percent:+.1f} %)'
