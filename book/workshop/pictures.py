# SPDX-License-Identifier: MIT
"""Pictures of the screen: made by booting a chapter, and compared.

Pixel by pixel, but for the cursor's cell, because it blinks, and the rows that
`but for` names, because what stands there differs from run to run. With other
tools than the reference's, the rows that may differ (meaning.py) are left out.
"""

import tempfile
import time
from pathlib import Path

from . import BOOK
from . import meaning, tree

from harness import iso, screen  # noqa: E402
from harness.machine import Machine  # noqa: E402

PICTURES = BOOK / 'pictures'
KEYS = ('chapter', 'wait for', 'command line', 'memory', 'keys', 'press',
        'halts', 'but for')


class RecipeError(Exception):
    """The text beside a picture is not understood."""


def names():
    return sorted(path.relative_to(PICTURES).with_suffix('').as_posix()
                  for path in PICTURES.glob('*/*.txt'))


def recipe(name):
    """How a picture is made: the lines `KEY: VALUE` of its text."""
    found = {}
    path = PICTURES / f'{name}.txt'
    for line in path.read_text(encoding='utf-8').splitlines():
        if not line.strip() or line.startswith('#'):
            continue
        key, colon, value = line.partition(':')
        if not colon or key.strip() not in KEYS:
            raise RecipeError(f'{path}: not understood: {line}')
        found[key.strip()] = value.strip()
    if 'chapter' not in found:
        raise RecipeError(f'{path}: it names no chapter')
    return found


def take(name, path):
    """Makes a picture; returns the (row, column) of each cell that may differ
    the next time."""
    how = recipe(name)
    chapter = tree.describe(tree.ROOT / how['chapter'])
    with tempfile.TemporaryDirectory() as folder:
        image = chapter.iso
        if 'command line' in how:
            image = iso.with_command_line(image, how['command line'],
                                          Path(folder) / 'folio.iso')
        with Machine(image, bits=chapter.bits,
                     memory=how.get('memory', '128M')) as machine:
            if 'wait for' in how:
                machine.wait_for(how['wait for'])
            if 'keys' in how:
                machine.send_keys(how['keys'].replace(r'\n', '\n'))
            if 'press' in how:
                machine.send_key(*how['press'].split())
            if how.get('halts') == 'no':
                time.sleep(0.5)
            else:
                machine.wait_stopped()
            machine.screendump(path)
            unsure = how.get('but for')
            return [screen.cursor(machine)] + [
                (row, column) for row, line in enumerate(screen.text(machine))
                if unsure and unsure in line or may_differ(line)
                for column in range(screen.COLUMNS)]


def may_differ(line):
    return not meaning.is_reference() and meaning.may_differ(line)


def differences(expected, actual, unsure):
    """What differs between two pictures, in words; empty if nothing does."""
    from PIL import Image, ImageChops, ImageDraw
    left, right = (Image.open(path).convert('RGB')
                   for path in (expected, actual))
    if left.size != right.size:
        return f'{left.size} pixels in the book, {right.size} today'
    changed = ImageChops.difference(left, right)
    width = left.size[0] // screen.COLUMNS
    height = left.size[1] // screen.ROWS
    for row, column in unsure:
        ImageDraw.Draw(changed).rectangle(
            [column * width, row * height, (column + 1) * width - 1,
             (row + 1) * height - 1], fill=(0, 0, 0))
    box = changed.getbbox()
    if box is None:
        return ''
    return (f'rows {box[1] // height} to {(box[3] - 1) // height}, columns '
            f'{box[0] // width} to {(box[2] - 1) // width} differ')
