# SPDX-License-Identifier: MIT
"""Gives a copy of a bootable image another GRUB configuration.

A kernel is told what to do by its command line, which stands in the image's
grub.cfg. To build an image takes a second; to find that file in it and to write
another of the same size takes a few milliseconds. The file is 4096 bytes long,
begins with the line below, and is filled up with comments.
"""

import re
from pathlib import Path

FIRST_LINE = b'# folio grub.cfg\n'
SIZE = 4096
KERNEL_LINE = re.compile(r'^(\s*multiboot2 /boot/kernel\.elf)[^\n]*$',
                         re.MULTILINE)


class IsoError(Exception):
    """The image has no configuration that could be replaced, or the new one
    does not fit."""


def config(iso):
    """The text of the image's grub.cfg, without what fills it up."""
    image = Path(iso).read_bytes()
    start = _find(iso, image)
    return image[start:start + SIZE].decode().rstrip('#\n') + '\n'


def with_config(iso, text, out):
    """Writes to `out` a copy of the image with `text` as its grub.cfg."""
    content = text.encode()
    if not content.startswith(FIRST_LINE):
        content = FIRST_LINE + content
    content = content.rstrip(b'\n') + b'\n'
    room = SIZE - len(content)
    if room < 0:
        raise IsoError(f'the configuration is {-room} bytes too long: '
                       f'{SIZE} are there')
    image = bytearray(Path(iso).read_bytes())
    start = _find(iso, image)
    image[start:start + SIZE] = content + _comments(room)
    Path(out).write_bytes(image)
    return Path(out)


def with_command_line(iso, command_line, out):
    """Writes to `out` a copy of the image in which GRUB gives the kernel this
    command line. GRUB reads it as words of its own language: what it would
    take for syntax, as $ or ;, wants quotes."""
    if '\n' in command_line:
        raise IsoError('a command line has no newline in it')
    text = config(iso)
    if len(KERNEL_LINE.findall(text)) != 1:
        raise IsoError(f'{iso}: its grub.cfg has not just one line '
                       '`multiboot2 /boot/kernel.elf`')
    # A function, since in a string sub() would take backslashes as its own.
    text = KERNEL_LINE.sub(lambda line: f'{line[1]} {command_line}'.rstrip(),
                           text)
    return with_config(iso, text, out)


def _find(iso, image):
    """Where in the image the configuration starts."""
    start = image.find(FIRST_LINE)
    if start < 0:
        raise IsoError(f'{iso}: no grub.cfg that begins with '
                       f'{FIRST_LINE.decode().strip()!r}')
    block = image[start:start + SIZE]
    # A NUL byte is what follows a shorter file, up to the end of its sector.
    if (len(block) < SIZE or 0 in block
            or not block.rstrip(b'\n').endswith(b'#')):
        raise IsoError(f'{iso}: its grub.cfg is not filled up with # to '
                       f'{SIZE} bytes')
    if image.find(FIRST_LINE, start + SIZE) >= 0:
        raise IsoError(f'{iso}: it holds more than one grub.cfg')
    return start


def _comments(nbytes):
    """Lines of # that are together nbytes long."""
    line = b'#' * 63 + b'\n'
    lines = (line * (nbytes // len(line) + 1))[:nbytes]
    # The cut may leave a newline alone, or no newline at the end.
    return lines[:-2] + b'#\n' if nbytes >= 2 else b'\n' * nbytes
