# SPDX-License-Identifier: MIT
"""A fresh clone of the tree, in which commands are typed as a reader types them:
one after the other, and nothing is there that none of them has made."""

import contextlib
import os
import re
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from . import ROOT
from . import sessions, tree, typed

from harness.control import scaled  # noqa: E402

TIMEOUT, SLOW_TIMEOUT = 120, 900
OUTPUT_FILE = re.compile(r'(?:-o|-D|>) *(build/[\w./-]+)')
BUILD_FILE = re.compile(r'\bbuild/[\w./-]+')
OF_CHAPTER = re.compile(r'make -C (\S+)(?: (test-images))?')


def type_all(clone, with_slow):
    """What went wrong, a text for each command."""
    known, compared = typed.notes(), typed.transcripts_commands()
    wrong, page = [], None
    for command in typed.commands():
        if command.page != page:
            page = command.page
            clone.begin_page()
        note = typed.note_of(command.text, known)
        if command.transcript:
            wrong += clone.repeat(command) if with_slow \
                else clone.prepare(command)
        elif 'not typed' in note or not with_slow and (
                'slow' in note or command.text in compared):
            continue
        else:
            wrong += clone.type(command, note, seeded=not with_slow)
    return wrong


class Clone:
    """A folder into which a reader clones the repository. What the functions
    return is a list of what went wrong."""

    def __init__(self, home):
        self.home = self.place = home
        self.root = home / 'folio'
        self.made = set()

    def begin_page(self):
        """All commands are typed at the root, says how-to-read.md."""
        if self.root.is_dir():
            self.place = self.root

    def type(self, command, note, seeded=False):
        """Types one command, as typed.txt notes it."""
        if 'only with' in note and not shutil.which(note['only with']):
            return []
        line = note.get('as', command.text)
        status, said = self.run(line, note.get('input', ''), SLOW_TIMEOUT
                                if 'slow' in note else TIMEOUT)
        wanted = note.get('status', '0')
        if command.text == typed.INTO_THE_CLONE[0] and status == 0:
            bring_up_to_date(self.root)
            if seeded:
                self.seed()
        if str(status) == wanted:
            return []
        last = '\n'.join(said.splitlines()[-15:])
        return [f'{command}\n  its status is {status}, not {wanted}:\n{last}']

    def run(self, line, text='', timeout=TIMEOUT):
        """The exit status, and what it printed. The place is kept for the next
        command."""
        where = self.home / 'place'
        process = subprocess.Popen(
            ['sh', '-c', f'trap \'pwd > "$WHERE"\' EXIT\n{line}\n'],
            cwd=self.place, text=True, errors='replace', env=self.environment(
                WHERE=str(where)), start_new_session=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT)
        try:
            said, _ = process.communicate(text.replace('\\n', '\n'),
                                          scaled(timeout))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGTERM)
            said, _ = process.communicate()
            return 'none in time', said
        self.place = Path(where.read_text(encoding='utf-8').rstrip('\n'))
        return process.returncode, said

    def environment(self, **more):
        """A reader's: nothing in it is of the tests or of a make around us."""
        kept = {name: value for name, value in tree.make_environment().items()
                if name not in ('FOLIO_TOOLS', 'FOLIO_BUILD')
                and not name.startswith('PYTHON')}
        return {**kept, **more, 'REPOSITORY': str(ROOT), 'HOME': str(self.home),
                'GIT_CONFIG_GLOBAL': str(self.home / 'gitconfig')}

    def repeat(self, command):
        """Runs the commands of a transcript, and compares."""
        name = command.transcript
        path = sessions.path_of('transcript', name)
        if path.with_suffix('.patch').exists():
            return []  # of a copy, on which what was typed has no effect
        expected = path.read_text(encoding='utf-8')
        try:
            today = sessions.run_commands(name.split('/')[0], expected,
                                          root=self.root)
        except tree.Failure as failure:
            return [f'{command}: {failure}']
        reason = sessions.reason(name, expected, today)
        return [f'{command}: {reason}:\n{sessions.difference(expected, today)}'
                ] if reason else []

    def prepare(self, command):
        """Builds what the commands of a transcript build, and runs none. Is
        each file of build/ there that they read?"""
        path = sessions.path_of('transcript', command.transcript)
        if path.with_suffix('.patch').exists():
            return []
        for line in sessions.commands(path.read_text(encoding='utf-8')):
            if line.startswith('mkdir '):
                self.run(line)
            self.made.update(OUTPUT_FILE.findall(line))
            for file in BUILD_FILE.findall(line):
                folder = self.root / os.path.dirname(file)
                if not folder.is_dir() or not (
                        file in self.made or (self.root / file).exists()):
                    return [f'{command}: {line}: no command has made {file}']
            built = OF_CHAPTER.search(line)
            if built and built[0] not in self.made:
                self.made.add(built[0])
                status, said = self.run(
                    f"make -s -C {built[1]} {built[2] or ''}")
                if status:
                    return [f'{command}: {line}: it does not build:\n{said}']
        return []

    def seed(self):
        """Takes over what was compiled in our tree, so that make compiles only
        what differs."""
        for makefile in self.root.glob('*/Makefile'):
            if (ROOT / makefile.parent.name).is_dir():
                tree.seed(ROOT / makefile.parent.name, makefile.parent)
        for path in (self.root / 'build').glob('**/*.*'):
            os.utime(path)


@contextlib.contextmanager
def new():
    """A folder with nothing in it, where the clone will be."""
    with tempfile.TemporaryDirectory(prefix='folio-typed-') as temporary:
        home = Path(temporary).resolve()
        (home / 'gitconfig').write_text('[safe]\n\tdirectory = *\n',
                                        encoding='utf-8')
        yield Clone(home)


def bring_up_to_date(root):
    """Makes a clone the tree as it stands here, committed or not."""
    changed = subprocess.run(
        ['git', 'status', '--porcelain', '-z', '--no-renames', '-uall'],
        cwd=ROOT, check=True, text=True, stdout=subprocess.PIPE).stdout
    for entry in filter(None, changed.split('\0')):
        source, target = ROOT / entry[3:], root / entry[3:]
        if source.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target)
        else:
            target.unlink(missing_ok=True)
