# SPDX-License-Identifier: MIT
"""What was handed in, read with care: only regular files, no links on the way to
them, none too large, and none that has the compiler read elsewhere."""

import os
import re
import stat
from pathlib import Path

SOURCE = ('.c', '.h', '.asm')
MOST_FILES = 1000
# An absolute path, or one that goes up, where a compiler would open it. What is
# hidden behind a macro is the sandbox's to stop.
OUTSIDE = re.compile(r'''[#%]\s*(?:include|include_next|embed|import)\s*["'<]
                         \s*(?:/|[^"'>\n]*\.\./)[^"'>\n]*["'>]?
                         |\bincbin\b[\s("'\\]*(?:/|[^"'\n]*\.\./)[^"'\n]*''',
                     re.VERBOSE)


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
        opened = [os.open(self.folder, os.O_RDONLY | os.O_DIRECTORY)]
        try:
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
            found = OUTSIDE.search(text)
            if found:
                raise Refused('it reads a file outside of the chapter: '
                              + ' '.join(found[0].split()))
        return content

    def sources(self):
        """The paths of all sources in the chapter, but for tests."""
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
        return sorted(path for path in found if not path.startswith('test/'))


def find(folder, chapter):
    """Where in the folder the chapter lies, as the names on the way to it."""
    if mode_of(chapter, None, folder) is not None:
        return (chapter,)
    inner = [name for name in sorted(os.listdir(folder)[:MOST_FILES])
             if mode_of(f'{name}/{chapter}', None, folder) is not None]
    return (inner[0], chapter) if len(inner) == 1 else ()


def mode_of(name, descriptor, folder=None):
    try:
        path = os.path.join(folder, name) if folder else name
        return os.stat(path, dir_fd=descriptor, follow_symlinks=False).st_mode
    except (FileNotFoundError, NotADirectoryError):
        return None
