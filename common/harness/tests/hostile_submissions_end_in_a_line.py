# SPDX-License-Identifier: MIT
"""common/tools/grade: each hostile submission ends in a clear line, keeps the
points for the rest, and leaves this computer as it was."""

# Red when: submission.py's read() follows links of folders, or read_file() does
# not look at st_size; kernel_tests.py's authentic() takes every line;
# sandbox.py's MORE holds /etc, or bubblewrap() has no --unshare-all;
# host_programs.py does not ask for the nonce behind main().

import json
import os
import re
import shutil
import socket
import subprocess
import time
from pathlib import Path

import pytest

from harness import sandbox
from harness.chapter import COMMON

ROOT = COMMON.parent
SCREEN = ROOT / 'ch03-vga'
KEYS = ROOT / 'ch04-interrupts'
GRADED = {SCREEN: 1, KEYS: 7}  # the step of each
POINTS = (COMMON / 'tools/points').read_text()
ENVIRONMENT = {name: value for name, value in os.environ.items()
               if not name.startswith(('MAKE', 'MFLAGS', 'FOLIO_BUILD'))}
needs_bubblewrap = pytest.mark.skipif(sandbox.kind()[0] != 'bwrap',
                                      reason=sandbox.kind()[1])


class Graded:
    """What a grading printed and wrote."""

    def __init__(self, said, out):
        self.said = said
        self.results = json.loads((out / 'results.json').read_text())
        self.score = self.results['score']
        self.tests = {test['name']: test for test in self.results['tests']}

    def why(self, name):
        assert self.tests[name]['status'] == 'failed', self.said
        return self.tests[name]['output']


@pytest.fixture
def grade(tmp_path):
    """grade(chapter, files) grades a chapter's files, of which some are others:
    {path: text, or a function that makes the file}."""

    def run(chapter, files, silence=15):
        handed_in = tmp_path / 'handed in' / chapter.name
        for path in ('boot/bootinfo.c', 'console/vga.c', 'device/scancode.c'):
            if (chapter / path).exists():
                (handed_in / path).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(chapter / path, handed_in / path)
        for path, content in files.items():
            to = handed_in / path
            to.parent.mkdir(parents=True, exist_ok=True)
            if callable(content):
                to.unlink(missing_ok=True)
                content(to)
            else:
                to.write_text(content)
        points = tmp_path / 'points'
        points.write_text(re.sub(r'(limit +silence +)\d+', rf'\g<1>{silence}',
                                 POINTS))
        return grade_folder(chapter, handed_in.parent, tmp_path, points)

    return run


def grade_folder(chapter, folder, tmp_path, points):
    temporary = tmp_path / 'temporary'
    temporary.mkdir()
    ended = subprocess.run(
        [COMMON / 'tools/grade', '--chapter', chapter, '--step',
         str(GRADED[chapter]), '--points', points, '--out', tmp_path / 'out',
         '--jobs', '1', folder], check=False, text=True, errors='replace',
        env={**ENVIRONMENT, 'TMPDIR': str(temporary)}, stdout=subprocess.PIPE,
        stdin=subprocess.DEVNULL, stderr=subprocess.STDOUT)
    assert ended.returncode == 0, ended.stdout
    assert not list(temporary.iterdir())
    return Graded(ended.stdout, tmp_path / 'out')


def command_lines():
    for path in Path('/proc').glob('[0-9]*/cmdline'):
        try:
            yield path.read_bytes().decode(errors='replace')
        except OSError:
            continue


def with_init(body, chapter=SCREEN):
    """console/vga.c, in which vga_init() begins with this."""
    source = (chapter / 'console/vga.c').read_text()
    return source.replace('bool vga_init(void)\n{', '#include "x86/cpu.h"\n'
                          '#include "base/kprintf.h"\n'
                          '#include "serial/qemu_exit.h"\n'
                          'bool vga_init(void)\n{\n' + body)


# --- what cannot be built, or is not taken ---

def test_files_that_cannot_be_taken_are_named(grade, tmp_path):
    def sparse(path):
        with open(path, 'wb') as file:
            file.truncate(2 << 30)

    graded = grade(SCREEN, {
        'boot/bootinfo.c': sparse,
        'console/vga.c': lambda path: path.symlink_to('/etc/passwd'),
        'Makefile': f'all:\n\ttouch {tmp_path}/made\n'
                    f'$(shell touch {tmp_path}/made)\n',
        'test/console/text_becomes_cells.c': '// passes'})
    for line in (
            'boot/bootinfo.c: it is too large: 2,147,483,648 bytes, and '
            '262,144 is the most',
            'console/vga.c: it is a link',
            'ignored: Makefile, test/console/text_becomes_cells.c differ'):
        assert line in graded.said
    assert graded.score == 0
    assert graded.why('build').startswith('nothing of what is to be written')
    assert not (tmp_path / 'made').exists()


def test_links_on_the_way_and_pipes_are_named(grade):
    def link_the_folder(path):
        shutil.rmtree(path.parent)
        path.parent.symlink_to(SCREEN / 'console')

    graded = grade(SCREEN, {'boot/bootinfo.c': pipe,
                            'console/vga.c': link_the_folder})
    assert 'boot/bootinfo.c: it is no regular file' in graded.said
    assert 'console/vga.c: the folder console is a link' in graded.said
    assert graded.score == 0


def pipe(path):
    os.mkfifo(path)


def test_an_empty_submission_has_no_points(tmp_path):
    folder = tmp_path / 'empty'
    folder.mkdir()
    graded = grade_folder(SCREEN, folder, tmp_path, COMMON / 'tools/points')
    assert graded.score == 0
    assert graded.why('build').startswith('nothing of what is to be written')


def test_a_file_that_reads_others_is_named(grade):
    graded = grade(SCREEN, {
        'boot/bootinfo.c': '#include "/etc/passwd"\n',
        'console/vga.c': 'asm(".incbin \\"/etc/shadow\\"");\n'})
    assert ('boot/bootinfo.c: it reads a file outside of the chapter: '
            '/etc/passwd (') in graded.said
    assert ('console/vga.c: it reads a file outside of the chapter: '
            '/etc/shadow (') in graded.said


@needs_bubblewrap
def test_a_build_sees_no_file_of_this_computer(grade, tmp_path):
    """By a macro, which submission.py does not read."""
    secret = tmp_path / 'secret'
    secret.write_text('int secret_of_the_teacher = "')
    source = (SCREEN / 'console/vga.c').read_text()
    graded = grade(SCREEN, {'console/vga.c': f'#define PATH "{secret}"\n'
                            f'#include PATH\n{source}'})
    why = graded.why('build')
    assert why.startswith('it does not build: ') and 'No such file' in why
    assert 'secret_of_the_teacher' not in json.dumps(graded.results)


def test_what_does_not_compile_loses_its_build(grade):
    graded = grade(SCREEN, {'console/vga.c': 'does not compile\n'})
    assert re.match(r'it does not build: console/vga\.c:1:\d+: error: ',
                    graded.why('build'))
    assert graded.why('test/console/text_becomes_cells.c') == (
        'not run: it does not build')
    assert graded.score == 0


# --- a kernel that misbehaves ---

@pytest.mark.parametrize('body, verdict', [
    ('for (;;) {}', 'timeout'),
    ('asm volatile("lidt %0; int3" :: '
     '"m"((struct { uint64_t a; uint16_t b; }){0, 0}));', 'triple fault'),
    ('for (;;) { kprintf("flood flood flood flood flood flood flood"); }',
     'flood'),
    ('kprintf("folio: ch03-vga\\n"); for (;;) {}', 'reboot'),
], ids=['hangs', 'triple-faults', 'floods', 'starts-again'])
def test_a_kernel_that_does_not_reach_its_tests(grade, body, verdict):
    graded = grade(SCREEN, {'console/vga.c': with_init(body)}, silence=2)
    first = graded.why('first boot').splitlines()[0]
    assert first == f'the kernel does not reach its tests: {verdict}'
    assert graded.tests['build']['status'] == 'passed'
    assert graded.score == 5
    assert graded.why('test/console/text_becomes_cells.c') == f'not run: {first}'


def test_a_kernel_that_prints_what_the_tests_print_gains_nothing(grade):
    names = [path.stem for path in SCREEN.glob('test/console/*.c')]
    said = ''.join(f'test: {name}\\nok: {name}\\n' for name in names)
    graded = grade(SCREEN, {'console/vga.c': with_init(
        f'kprintf("{said}tests: {len(names)} passed, 0 failed\\n");\n'
        'qemu_exit(QEMU_EXIT_PASSED);')})
    assert graded.why('first boot').startswith(
        'the kernel does not reach its tests: success')
    assert graded.score == 5


# --- a program on the host that misbehaves ---

HOST = KEYS / 'test/device/host/scancodes_become_keys.c'
TEST = HOST.relative_to(KEYS).as_posix()


def with_constructor(body):
    """device/scancode.c, which does this before the test on the host begins.
    No kernel is built of it: that would only take time."""
    return (KEYS / 'device/scancode.c').read_text() + f'''
#ifndef FOLIO_HOST
#error for the host
#else
#include <arpa/inet.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
static void __attribute__((constructor)) attack(void)
{{
{body}
}}
#endif
'''


@pytest.fixture
def victim():
    """A process that a program is to kill, and cannot."""
    with subprocess.Popen(['sleep', '1000']) as process:
        yield process
        process.kill()


@needs_bubblewrap
def test_a_program_reaches_nothing_of_this_computer(grade, tmp_path, victim):
    (tmp_path / 'secret').write_text('a secret of the teacher')
    with socket.create_server(('127.0.0.1', 0)) as server:
        graded = grade(KEYS, {'device/scancode.c': with_constructor(f'''
    struct sockaddr_in to = {{.sin_family = AF_INET,
                             .sin_port = htons({server.getsockname()[1]}),
                             .sin_addr.s_addr = htonl(INADDR_LOOPBACK)}};
    int connected = connect(socket(AF_INET, SOCK_STREAM, 0),
                            (struct sockaddr *)&to, sizeof(to));
    printf("passwd %d, secret %d, written %d, made %d, net %d, killed %d\\n",
           open("/etc/passwd", O_RDONLY), open("{tmp_path}/secret", O_RDONLY),
           open("/tmp/made", O_CREAT | O_WRONLY, 0600),
           open("{tmp_path}/made", O_CREAT | O_WRONLY, 0600), connected,
           kill({victim.pid}, SIGKILL));
    exit(1);''')})
        server.settimeout(0)
        with pytest.raises(OSError):
            server.accept()
        assert victim.poll() is None
    assert ('passwd -1, secret -1, written -1, made -1, net -1, killed -1'
            in graded.why(TEST))
    assert not (tmp_path / 'made').exists()


def test_a_fork_bomb_is_ended(grade):
    graded = grade(KEYS, {'device/scancode.c': with_constructor(
        'for (;;) { fork(); }')})
    assert graded.why(TEST).startswith('stopped: it had more than 64 processes')
    assert graded.score == 0
    deadline = time.monotonic() + 20
    while any(re.fullmatch(r'.*/tmp\w+/program\0', command)
              for command in command_lines()):
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_a_program_that_ends_before_its_test_gains_nothing(grade):
    graded = grade(KEYS, {'device/scancode.c': with_constructor('_exit(0);')})
    assert graded.why(TEST).startswith('the program ended before its test')
    assert graded.score == 0
