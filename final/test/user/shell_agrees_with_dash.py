# SPDX-License-Identifier: MIT
"""Our shell answers as dash does: lines of each kind are given to both, and
what comes out and the exit status are the same, and so is whether something is
said on stderr. Ours is compiled for the host, under sanitizers and on Linux's
system calls; and it is run on our kernel."""

# Breaks: user/lib/command_line.c: {">|", REDIRECT_WRITE}, =>
# Breaks: user/shell/redirect.c: [REDIRECT_APPEND] = O_WRONLY | O_CREAT | O_APPEND
#     => [REDIRECT_APPEND] = O_WRONLY | O_CREAT
# Breaks: user/shell/redirect.c: from < 3 ? SAVED + from : from => from
# Breaks: user/shell/redirect.c: take_input_away(files); =>
# Breaks: user/shell/redirect.c: #define SAVED 60 => #define SAVED 10
# Breaks: user/shell/redirect.c: int error = fflush(stdout) != 0 ? errno : 0;
#     => int error = 0;
# Breaks: user/shell/launch.c: if (pid == -ENOEXEC) { => if (0) {
# Breaks: user/shell/launch.c: error == -EACCES; => false;
# Breaks: file/tree.h: return S_ISREG(node->mode) && => return true ||
# Breaks: user/shell/parameters.c: find(at->name, at->name_length) == at) { => true) {
# Breaks: user/shell/parameters.c: if (at->is_exported && at->text => if (at->text
# Breaks: user/shell/parameters.c: variable->is_exported = variable->is_temporary =
#     => variable->is_temporary =
# Breaks: user/shell/launch.c: length > 0 ? directory : "." => directory
# Breaks: user/shell/built_in.c: set_exported("OLDPWD", old); => 0;
# Breaks: user/programs/sh.c: variables_drop_temporary(); =>
# Breaks: user/programs/sh.c: if (is_export && => if (false &&
# Breaks: user/programs/sh.c: error == ENOTDIR || => false ||
# Breaks: user/programs/sh.c: exit(WRONG_LINE); =>
# Breaks: user/programs/sh.c: i = command->nassignments; i < => i = 0; i <

import re
import shutil
import sys
from collections import namedtuple

import pytest

from harness import host_programs
from harness.chapter import Failure
from harness.shell import Shell

LINES = 'test/user/host/shell_lines.sh'
# Our system has no umask, and its shell sets these variables.
AS_OURS = 'umask 0; exec env -i PATH=/bin:/demo HOME=/ "$@"'

Answer = namedtuple('Answer', 'output status has_error')


def lines_of(chapter):
    """The lines, without the comments that divide them."""
    text = (chapter.folder / LINES).read_text(encoding='utf-8')
    return [line for line in text.splitlines()
            if line and not re.match(r'# (SPDX|---)', line)]


class HostShell:
    """A shell on the host, in a directory of its own."""

    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        folder.mkdir()

    def answer(self, line):
        ran = host_programs.output_of(
            ['sh', '-c', AS_OURS, 'sh', self.program, '-c', line, 'sh'], 60,
            [self.program], self.folder, cwd=self.folder, apart=True)
        if 'Sanitizer' in ran.stderr or 'runtime error' in ran.stderr:
            raise Failure(f'{line}\n{ran.stderr}')
        return Answer(ran.stdout.replace(str(self.folder), '/work'),
                      ran.returncode, ran.stderr != '')


class OurShell:
    """Our shell on our kernel. stderr goes to a file, which is shown behind
    the status."""

    SHOWN = re.compile(r'(.*?)\[(\d+)\]\n(.*?)\[end\]\n\$ ', re.DOTALL)

    def __init__(self, machine):
        self.shell = Shell(machine)
        self.shell.run('mkdir /work; cd /work')

    def answer(self, line):
        quoted = line.replace("'", "'\\''")
        self.shell.start(f"sh -c '{quoted}' < /dev/null 2> /errors; "
                         'echo "[$?]"; cat /errors; echo "[end]"')
        shown = self.shell.machine.wait_for(self.SHOWN)
        return Answer(shown[1], int(shown[2]), shown[3] != '')


@pytest.fixture
def wanted(chapter, tmp_path):
    """The lines, each with dash's answer. dash is asked before a machine is
    started: in a grading output_of() would kill the machine."""
    program = shutil.which('dash')
    if program is None:
        pytest.skip('there is no dash here, which our shell is compared with: '
                    'make doctor')
    dash = HostShell(program, tmp_path / 'dash')
    return [(line, dash.answer(line)) for line in lines_of(chapter)]


def compiled_shell(chapter, folder):
    """Our shell as a program for the host."""
    if sys.platform != 'linux':
        pytest.skip("the shell's system calls are answered by Linux alone")
    sources = [chapter.folder / 'user/programs/sh.c',
               chapter.folder / 'user/lib/command_line.c',
               *sorted((chapter.folder / 'user/shell').glob('*.c'))]
    words = ['cc', *host_programs.SANITIZED, '-D_GNU_SOURCE',
             '-I', chapter.folder, '-I', chapter.common,
             '-include', 'test/user/host/linux_calls.h',
             '-o', folder / 'shell', *sources]
    compiled = host_programs.output_of(
        words, 60, [chapter.folder, chapter.common], folder)
    if compiled.returncode != 0:
        raise Failure(f'build: {compiled.stdout}')
    return folder / 'shell'


def compare(ours, wanted):
    different = []
    for line, theirs in wanted:
        answer = ours.answer(line)
        if answer != theirs:
            different.append(f'{line}\n    dash: {theirs}\n    ours: {answer}')
    if different:
        raise Failure('\n'.join([f'{len(different)} lines differ', *different]))


def test_it_agrees_on_the_host(chapter, wanted, tmp_path):
    ours = HostShell(compiled_shell(chapter, tmp_path), tmp_path / 'ours')
    compare(ours, wanted)


def test_it_agrees_on_our_kernel(boot, wanted):
    compare(OurShell(boot()), wanted)
