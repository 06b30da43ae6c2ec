# SPDX-License-Identifier: MIT
"""What was handed in, read with care: only regular files, no links on the way to
them, none too large, and none that has the compiler read elsewhere."""

import os
import re
import stat
from pathlib import Path

SOURCE = ('.c', '.h', '.asm')
MOST_FILES = 1000
# Other names could be commands to a shell, or options to a compiler.
NAME = re.compile(r'\w[\w.+-]*(/\w[\w.+-]*)*', re.ASCII)
# Where a compiler opens another file. What is hidden behind a macro is the
# sandbox's to stop.
OPENS = re.compile(r'(?:#|%:?)\s*(?:include|include_next|embed|import)\b'
                   r'|\bincbin\b')
BEFORE_PATH = ' \t\r\n"\'`<(\\'
PATH = re.compile(r'[^"\'`>\\\n]{1,4096}')


class Refused(Exception):
    """The file is not taken, and why."""


class Submission:
    """A folder: the chapter, or what has the chapter's folder in it."""

    def __init__(self, folder, chapter, file_limit):
        self.folder, self.file_limit = Path(folder), file_limit
        self.inside = find(self.folder, chapter)

    def read(self, path):
        """The content of a file by its path in the chapter; None if there is
        none. Raises Refused."""
        parts = self.inside + tuple(path.split('/'))
        opened = []
        try:
            opened.append(os.open(self.folder, os.O_RDONLY | os.O_DIRECTORY))
            for part in parts[:-1]:
                kind = mode_of(part, opened[-1])
                if kind is None:
                    return None
                if stat.S_ISLNK(kind):
                    raise Refused(f'the folder {part} is a link')
                if not stat.S_ISDIR(kind):
                    raise Refused(f'{part} is no folder')
                opened.append(os.open(part, os.O_RDONLY | os.O_DIRECTORY
                                      | os.O_NOFOLLOW, dir_fd=opened[-1]))
            return self.read_file(parts[-1], opened)
        except OSError as error:
            raise Refused(f'it cannot be read: {error.strerror}') from None
        finally:
            for descriptor in opened:
                os.close(descriptor)

    def read_file(self, name, opened):
        kind = mode_of(name, opened[-1])
        if kind is None:
            return None
        if not stat.S_ISREG(kind):
            raise Refused('it is a link' if stat.S_ISLNK(kind)
                          else 'it is no regular file')
        opened.append(os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK,
                              dir_fd=opened[-1]))
        found = os.fstat(opened[-1])
        if not stat.S_ISREG(found.st_mode):
            raise Refused('it is no regular file')
        if found.st_size > self.file_limit:
            raise Refused(f'it is too large: {found.st_size:,} bytes, and '
                          f'{self.file_limit:,} is the most')
        content = b''
        while len(content) <= self.file_limit:
            piece = os.read(opened[-1], self.file_limit + 1)
            if not piece:
                return content
            content += piece
        raise Refused('it grows while it is read')

    def read_source(self, path):
        content = self.read(path)
        if content is not None:
            text = content.decode('utf-8', errors='replace').replace('\\\n', '')
            for opened in paths_opened(text) + paths_opened(
                    without_comments(text)):
                parts = [part for part in opened.split('/')
                         if part not in ('', '.')]
                if opened.startswith('/') or '..' in parts:
                    raise Refused('it reads a file outside of the chapter: '
                                  f'{opened[:200]} (a path must begin in the '
                                  "chapter's folder, and have no ..)")
                if parts[:1] == ['test'] and not opened.endswith('.h'):
                    raise Refused(f'it reads a test: {opened[:200]}')
        return content

    def sources(self):
        """The paths of all sources in the chapter, but for tests; and those
        with names that are not taken."""
        top = self.folder.joinpath(*self.inside)
        found = []
        for folder, folders, names in os.walk(top):  # it follows no links
            folders[:] = [name for name in folders
                          if name not in ('.git', 'build')]
            inside = Path(folder).relative_to(top)
            found += [(inside / name).as_posix() for name in names
                      if name.endswith(SOURCE)]
            if len(found) > MOST_FILES:
                raise Refused(f'it has more than {MOST_FILES} sources')
        found = sorted(path for path in found if not path.startswith('test/'))
        return ([path for path in found if NAME.fullmatch(path)],
                [path for path in found if not NAME.fullmatch(path)])


def paths_opened(text):
    """The paths that a source may have the compiler open."""
    found = []
    for start in OPENS.finditer(text):
        rest = text[start.end():start.end() + 4200].lstrip(BEFORE_PATH)
        path = PATH.match(rest)
        if path:
            found.append(path[0].strip())
    return found


def without_comments(text):
    """A text without /* comments */, in linear time."""
    parts, at = [], 0
    while True:
        begin = text.find('/*', at)
        end = text.find('*/', begin + 2) if begin >= 0 else -1
        if end < 0:
            return ' '.join([*parts, text[at:]])
        parts.append(text[at:begin])
        at = end + 2


def find(folder, chapter):
    """Where in the folder the chapter lies, as the names on the way to it."""
    if os.path.lexists(folder / chapter):
        return (chapter,)
    try:
        names = sorted(os.listdir(folder)[:MOST_FILES])
    except OSError:
        return ()  # read() will say so
    inner = [name for name in names if os.path.lexists(folder / name / chapter)]
    return (inner[0], chapter) if len(inner) == 1 else ()


def mode_of(name, descriptor):
    try:
        return os.stat(name, dir_fd=descriptor, follow_symlinks=False).st_mode
    except (FileNotFoundError, NotADirectoryError):
        return None
