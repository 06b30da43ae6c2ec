# SPDX-License-Identifier: MIT
"""make, make run and make debug, as a reader types them, in copies of the tree.

Mostly with chapter 1 alone, since it is built quickly.
"""

import fcntl
import json
import os
import pty
import re
import select
import shlex
import shutil
import signal
import struct
import subprocess
import tarfile
import tempfile
import termios
import time
from pathlib import Path

import pytest

from harness import qemu
from harness.chapter import COMMON
from harness.control import scaled

ROOT = COMMON.parent
CHAPTERS = sorted(path.parent.name for path
                  in ROOT.glob('ch[0-9][0-9]-*/Makefile'))
CHAPTERS += [path.parent.name for path in ROOT.glob('final/Makefile')]
FIRST, SECOND = CHAPTERS[:2]
WITH_SCREEN = next(name for name in CHAPTERS if re.search(
    '^SCREEN := yes', (ROOT / name / 'Makefile').read_text(), re.M))

# What a make above us, or its user, told it and not the makes in here; and what
# would open a window.
UNWANTED = ('MAKEFLAGS MFLAGS MAKELEVEL MAKEOVERRIDES FOLIO_TOOLS CC OPT V KVM'
            ' ISO BUILD CMDLINE UI MEMORY DISPLAY WAYLAND_DISPLAY').split()
ENVIRONMENT = {name: value for name, value in os.environ.items()
               if name not in UNWANTED} | {'TERM': 'xterm'}
# A kernel that never says a word is given up after 60 s; here, sooner.
IMPATIENT = {'FOLIO_TIMEOUT_SCALE': str(scaled(0.15))}
BARE = ('make', '--no-print-directory')
# The compiler itself is called, and not the cache of what it has made before.
UNCACHED = {'CCACHE_DISABLE': '1'}
HALTED = 'run: the kernel has halted; QEMU ended.\n'


class Tree:
    """A copy of the project, without what was built."""

    def __init__(self, folder, chapters=CHAPTERS[:1]):
        self.root = Path(folder)
        self.root.mkdir(parents=True, exist_ok=True)
        for name in ('common', *chapters):
            shutil.copytree(ROOT / name, self.root / name,
                            ignore=shutil.ignore_patterns('build'))
        shutil.copy(ROOT / 'Makefile', self.root)
        self.first = self.root / FIRST

    def build_of(self, name):
        return self.root / 'build' / name.split('-')[0]

    def make(self, *words, **options):
        """Runs make in the root, and returns its status and what it printed."""
        return run(*BARE, *words, **{'cwd': self.root, **options})

    def build(self, *words, **options):
        """The same in chapter 1; it must succeed."""
        status, printed = self.make(*words, **{'cwd': self.first, **options})
        assert status == 0, printed
        return printed


def start(*words, cwd, environment=None, **options):
    return subprocess.Popen(
        words, cwd=cwd, env=ENVIRONMENT | (environment or {}), text=True,
        errors='replace', start_new_session=True,
        **{'stdin': subprocess.DEVNULL, 'stdout': subprocess.PIPE,
           'stderr': subprocess.STDOUT, **options})


def finish(process):
    """Waits for the end of a command; all that it started ends with it."""
    try:
        printed, _ = process.communicate(timeout=scaled(180))
        return process.returncode, printed
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def run(*words, **options):
    return finish(start(*words, **options))


def steps(printed):
    """What was compiled, assembled, linked, by name: {'CC': {'main.c'}}."""
    found = {}
    for kind, name in re.findall(r'^  (\w+) +(?:\S*/common/)?(\S+)$', printed,
                                 re.M):
        found.setdefault(kind, set()).add(name)
    return found


def only_line(result):
    """The one line of a make that fails."""
    status, printed = result
    assert status != 0
    [line] = printed.splitlines()
    return line


@pytest.fixture
def tree(tmp_path):
    return Tree(tmp_path / 'a tree')


@pytest.fixture(scope='module')
def shared(tmp_path_factory):
    return Tree(tmp_path_factory.mktemp('tree') / 'a tree, for all')


@pytest.fixture
def built(shared):
    """A tree with chapter 1 built. A test must leave its files as they were."""
    shared.build('-j2', 'ISO=bios')
    return shared


# ------------------------------------------------------- what is built again


def test_a_second_make_rebuilds_nothing_and_says_nothing(tree):
    def times():
        return {path: path.stat().st_mtime_ns for path
                in (tree.root / 'build').rglob('*') if path.is_file()}

    status, printed = tree.make('-j2', 'CH=1')
    assert status == 0
    assert 'main.c' in steps(printed)['CC']
    before = times()
    assert tree.make('-j8', 'CH=1') == (0, '')
    assert tree.build() == ''
    assert times() == before


def includers(header, folder):
    """The C files in chapter 1 and common/ that include a header, by whatever
    way."""
    files = {}
    for top in (folder / FIRST, folder / 'common'):
        for path in [*top.rglob('*.c'), *top.rglob('*.h')]:
            files[str(path.relative_to(top))] = path.read_text()
    wanted = {header}
    while True:
        more = {name for name, text in files.items()
                if any(f'#include "{one}"' in text for one in wanted)}
        if more <= wanted:
            return {name for name in wanted if name.endswith('.c')}
        wanted |= more


@pytest.mark.parametrize('header', [
    'common/serial/uart16550.h', 'common/base/format.h', f'{FIRST}/lib/panic.h',
    f'{FIRST}/boot/multiboot2.h'])
def test_a_touched_header_rebuilds_what_includes_it(built, header):
    (built.root / header).touch()
    done = steps(built.build('ISO=bios'))
    sources = (built.first / 'Makefile').read_text().split()
    sources += 'base/string.c base/format.c base/kprintf.c'.split()
    sources += ['serial/serial.c', 'offsets.c']
    affected = includers(header.split('/', 1)[1], built.root)
    assert done['CC'] == affected & set(sources)
    assert ('NASM' in done) == ('offsets.c' in affected)
    assert done['ISO'] == {'folio.iso'}


def test_a_header_may_vanish_together_with_its_include(built):
    show = built.first / 'demo.c'
    text = show.read_text()
    header = built.first / 'lib/extra.h'
    header.write_text('#pragma once\n')
    show.write_text(text + '#include "lib/extra.h"\n')
    try:
        built.build('ISO=bios')
    finally:
        header.unlink()
        show.write_text(text)
    assert steps(built.build('ISO=bios'))['CC'] == {'demo.c'}


def test_a_source_that_leaves_the_makefile_leaves_the_kernel(tree):
    kernel = tree.build_of(FIRST) / 'kernel.elf'
    target = '../build/' + '/'.join(kernel.parts[-2:])
    makefile = tree.first / 'Makefile'
    text = makefile.read_text()
    makefile.write_text(text.replace(' main.c ', ' lib/extra.c main.c '))
    extra = tree.first / 'lib/extra.c'
    extra.write_text('const char extra[] = "not to be left behind";\n')
    tree.build(target)
    assert b'not to be left behind' in kernel.read_bytes()
    makefile.write_text(text)
    extra.unlink()
    tree.build(target)
    assert b'not to be left behind' not in kernel.read_bytes()


def test_a_file_that_is_deleted_leaves_the_archive(tmp_path):
    last = CHAPTERS[-1]
    tree = Tree(tmp_path / 'tree', [last])
    archive = tree.build_of(last) / 'root.tar'
    extra = tree.root / last / 'user/root/etc/extra'
    extra.write_text('a file\n')
    for is_in in (True, False):
        status, printed = tree.make('-j2', f'../build/{last}/root.tar',
                                    cwd=tree.root / last)
        assert status == 0, printed
        with tarfile.open(archive) as files:
            assert ('etc/extra' in files.getnames()) == is_in
        extra.unlink(missing_ok=True)


@pytest.mark.parametrize('option, step', [
    ('OPT=-Og', 'CC'), ('CMDLINE=words', 'ISO'), ('ISO=uefi', 'ISO')])
def test_another_option_builds_again_what_depends_on_it(built, option, step):
    assert step in steps(built.build('ISO=bios', option))
    assert built.build('ISO=bios', option) == ''


def test_make_clean_removes_nothing_that_make_did_not_make(tree, tmp_path):
    mine = tmp_path / 'out/mine'
    mine.mkdir(parents=True)
    (mine / 'diary.d').write_text('not a rule: of make\n')
    option = 'BUILD=../../out'
    tree.build('ISO=bios', option)
    tree.build('clean', option)
    assert (mine / 'diary.d').exists()
    assert not list((tmp_path / 'out').rglob('*.iso'))


def test_make_clean_leaves_nothing_that_make_made(tmp_path):
    tree = Tree(tmp_path / 'tree', CHAPTERS[-1:])
    folder = tree.root / CHAPTERS[-1]
    for words in (['all', 'test-images'], ['clean']):
        status, printed = tree.make('-j2', 'ISO=bios', *words, cwd=folder)
        assert status == 0, printed
    assert not list(tree.build_of(CHAPTERS[-1]).parent.rglob('*'))


# ----------------------------------------------------------- what comes of it


def test_two_folders_and_two_users_get_the_same_image(tmp_path):
    images = []
    for folder, environment, umask in [
            ('one', UNCACHED | {'TZ': 'UTC', 'LC_ALL': 'C'}, 0o022),
            ('an other', UNCACHED | {'TZ': 'Asia/Tokyo',
                                     'SOURCE_DATE_EPOCH': '1'}, 0o077)]:
        tree = Tree(tmp_path / folder)
        tree.build('-j2', environment=environment,
                   preexec_fn=lambda: os.umask(umask))
        images.append((tree.build_of(FIRST) / 'folio.iso').read_bytes())
    assert images[0] == images[1]


@pytest.fixture
def turkish(tmp_path):
    """What makes the language Turkish, in which I is not between A and Z."""
    if not Path('/usr/share/i18n/locales/tr_TR').exists():
        pytest.skip('the sources of the Turkish locale were not found')
    subprocess.run(['localedef', '-i', 'tr_TR', '-f', 'UTF-8',
                    tmp_path / 'tr_TR.UTF-8'], check=True)
    environment = {'LOCPATH': str(tmp_path), 'LC_ALL': 'tr_TR.UTF-8'}
    assert run('locale', 'charmap', cwd=tmp_path,
               environment=environment) == (0, 'UTF-8\n')
    return environment


def test_a_reader_s_language_does_not_change_the_image(tmp_path, turkish):
    images = []
    for folder, environment in [('one', {'LC_ALL': 'C'}),
                                ('two', UNCACHED | turkish)]:
        tree = Tree(tmp_path / folder, CHAPTERS[-1:])
        status, printed = tree.make('-j2', 'ISO=bios', environment=environment)
        assert status == 0, printed
        images.append((tree.build_of(CHAPTERS[-1]) / 'folio.iso').read_bytes())
    assert images[0] == images[1]


def test_a_copy_inside_the_tree_builds_in_a_folder_of_its_own(built):
    original = built.build_of(FIRST) / 'kernel.elf'
    before = original.read_bytes()
    mine = built.root / 'mine'
    shutil.copytree(built.first, mine)
    (mine / 'demo.c').write_text(
        '#include "base/demo.h"\nvoid demo_run(const char *command_line)\n'
        '{\n    (void)command_line;\n}\n')
    built.build('-j2', 'ISO=bios', cwd=mine)
    assert original.read_bytes() == before
    assert (built.root / 'build/mine/kernel.elf').read_bytes() != before
    shutil.rmtree(mine)


# Of each kind one: 32 bits, 64 bits, programs, an archive.
@pytest.mark.parametrize('name', [CHAPTERS[n] for n in (0, 1, 7, -1)])
def test_a_chapter_copied_out_builds_the_same_kernel(tmp_path, name):
    tree = Tree(tmp_path / 'tree', [name])
    inside = tree.build_of(name) / 'kernel.elf'
    status, printed = tree.make('../build/' + '/'.join(inside.parts[-2:]),
                                cwd=tree.root / name)
    assert status == 0, printed
    mine = tmp_path / 'my things/mine'
    mine.parent.mkdir()
    subprocess.run(['cp', '-r', tree.root / name, mine], check=True)
    status, printed = run(*BARE, 'COMMON=../../tree/common', 'build/kernel.elf',
                          cwd=mine, environment=UNCACHED)
    assert status == 0, printed
    assert (mine / 'build/kernel.elf').read_bytes() == inside.read_bytes()


def test_images_for_bios_alone_are_small_and_built_without_a_word(tmp_path):
    tree = Tree(tmp_path / 'tree', CHAPTERS)
    status, printed = tree.make('-j2', 'ISO=bios')
    assert status == 0
    assert [line for line in printed.splitlines()
            if not re.match(r'  (CC|NASM|LD|TAR|ISO) +\S+$', line)] == []
    for name in CHAPTERS:
        size = (tree.build_of(name) / 'folio.iso').stat().st_size
        archive = tree.build_of(name) / 'root.tar'
        if archive.exists():
            size -= archive.stat().st_size
        assert size < 2 * 1024 * 1024, name


def pytest_generate_tests(metafunc):
    """The chapters between the first and the last, whose files are nearly all
    the same as in the last, are left to `make test ALL=1`."""
    if 'for_clang' in metafunc.fixturenames:
        metafunc.parametrize('for_clang', [FIRST, CHAPTERS[-1]] if
                             metafunc.config.option.where_new else CHAPTERS)


def test_clang_compiles_it_without_a_warning(tmp_path, for_clang):
    if not shutil.which('clang'):
        pytest.skip('clang was not found')
    tree = Tree(tmp_path / 'tree', [for_clang])
    build = '../build/' + for_clang.split('-')[0]
    status, printed = tree.make('-j2', 'CC=clang', f'{build}/kernel.elf',
                                f'{build}/test.elf',
                                cwd=tree.root / for_clang)
    assert status == 0, printed
    assert 'warning' not in printed


@pytest.mark.parametrize('folder', ['a tree', "somebody's tree"])
def test_the_list_for_clangd_names_files_and_commands_that_work(
        tmp_path, folder):
    tree = Tree(tmp_path / folder)
    status, printed = tree.make('ISO=bios')
    assert status == 0, printed
    entries = json.loads(
        (tree.root / 'build/compile_commands.json').read_text())
    files = {(Path(one['directory']) / one['file']).resolve()
             for one in entries}
    wanted = {tree.first / 'main.c', tree.root / 'common/base/format.c',
              *(tree.first / 'test').glob('*/*.c')}
    assert {path.resolve() for path in wanted} <= files
    assert [path for path in files if not path.exists()] == []
    [main] = [one for one in entries if one['file'] == 'main.c']
    subprocess.run([*shlex.split(main['command']), '-fsyntax-only'],
                   cwd=main['directory'], check=True)


def test_make_diff_shows_a_step_alone(tmp_path):
    tree = Tree(tmp_path, CHAPTERS[:2])
    changes = tree.root / SECOND / 'CHANGES'
    heading = re.search('^# Step 1 .*', changes.read_text(), re.MULTILINE)[0]
    for folder, words in ((tree.root, ['CH=2']), (tree.root / SECOND, [])):
        shown = subprocess.run([*BARE, 'diff', 'STEP=1', *words], cwd=folder,
                               env=ENVIRONMENT, check=True, text=True,
                               capture_output=True).stdout
        assert shown.startswith(heading)
        assert '\n+++ ch02-boot/boot/layout.h\n' in shown
        assert '+++ ch02-boot/boot/bootinfo.c' not in shown



def test_the_readme_has_the_package_lines_that_setup_has():
    rows = re.findall(r'^\| ([^|]+) \| `([^`]*install[^`]*|[^`]*pacman[^`]*)` '
                      r'\|$', (ROOT / 'README.md').read_text(), re.M)
    systems = {'Debian, Ubuntu (amd64)': 'apt-amd64',
               'Debian, Ubuntu (arm64)': 'apt-arm64', 'Fedora': 'dnf',
               'Arch': 'pacman', 'macOS (Homebrew)': 'brew'}
    listed = {name: run(COMMON / 'tools/setup', '--system', system, '--list',
                        cwd=ROOT)[1].strip()
              for name, system in systems.items()}
    assert dict(rows) == listed


# ----------------------------------------------------------- one line, or none


def test_a_missing_tool_is_one_line(tree, tmp_path):
    tools = tmp_path / 'bin'
    tools.mkdir()
    for folder in reversed(ENVIRONMENT['PATH'].split(':')):
        for path in Path(folder).glob('*'):
            (tools / path.name).unlink(missing_ok=True)
            (tools / path.name).symlink_to(path)
    (tools / 'nasm').unlink()
    path = {'PATH': str(tools)}
    for folder in (tree.first, tree.root):
        line = only_line(tree.make(environment=path, cwd=folder))
        assert 'nasm is missing' in line and 'make setup' in line


def test_a_compiler_that_is_not_there_is_one_line(tree):
    assert 'nonesuch' in only_line(tree.make('CROSS=nonesuch-', cwd=tree.first))
    assert 'nonesuch' in only_line(tree.make('CC=nonesuch', cwd=tree.first))


def test_an_absolute_common_with_spaces_is_one_line(tree, tmp_path):
    mine = tmp_path / 'mine'
    shutil.copytree(tree.first, mine)
    line = only_line(run(*BARE, f'COMMON={tree.root}/common', cwd=mine))
    assert 'COMMON' in line and 'relative' in line


@pytest.mark.parametrize('name', ['CFLAGS', 'CPPFLAGS', 'LDFLAGS',
                                  'NASMFLAGS'])
def test_flags_that_the_kernel_needs_are_not_replaced(tree, name):
    line = only_line(tree.make(f'{name}=-g', cwd=tree.first))
    assert f'{name} cannot be set' in line
    line = only_line(tree.make('-e', cwd=tree.first, environment={name: '-g'}))
    assert f'{name} cannot be set' in line


def test_the_compilers_own_variables_do_not_reach_it(tree):
    tree.build('-j2', 'ISO=bios', environment={
        'CPATH': '/usr/include', 'C_INCLUDE_PATH': '/usr/include',
        'GCC_EXEC_PREFIX': '/nonexistent/', 'LIBRARY_PATH': '/nonexistent'})


@pytest.fixture
def read_only():
    """A tree that cannot be written to, and what runs a command so that this
    is so. Where an ordinary user can reach it."""
    folder = Path(tempfile.mkdtemp(prefix='folio-test-'))
    tree = Tree(folder / 'tree')
    places = [folder / 'tree', *(folder / 'tree').rglob('*')]
    is_root = os.geteuid() == 0
    if is_root and not shutil.which('setpriv'):
        shutil.rmtree(folder)
        pytest.skip('root may write anywhere, and setpriv was not found')
    folder.chmod(0o755)
    (folder / 'out').mkdir()
    (folder / 'out').chmod(0o777)
    for path in places:
        path.chmod(path.stat().st_mode & ~0o222 | 0o444)
    yield tree, ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups',
                 'env', f'HOME={folder}/out', 'CCACHE_DISABLE=1'] if is_root \
        else []
    for path in places:
        path.chmod(0o755)
    if is_root:
        # What the other user has made, also if it is not ours to enter.
        subprocess.run(['rm', '-rf', folder], check=True)
    else:
        shutil.rmtree(folder)


@pytest.mark.parametrize('place', ['.', FIRST])
@pytest.mark.parametrize('disk, advice', [
    ('build | ../build/*', 'BUILD='), ('*/scratch', 'TMPDIR')])
def test_a_full_disk_is_one_line(tree, tmp_path, place, disk, advice):
    """On PATH is a df that finds 2 MiB left on one of the disks."""
    for name in ('bin', 'scratch'):
        (tmp_path / name).mkdir()
    df = tmp_path / 'bin/df'
    df.write_text('#!/bin/sh\n'
                  'echo Filesystem 1024-blocks Used Available Capacity Mounted\n'
                  'left=99999999\n'
                  f'case $2 in {disk}) left=2048 ;; esac\n'
                  'echo disk 99999999 1 $left 1% /\n')
    df.chmod(0o755)
    line = only_line(tree.make(cwd=tree.root / place, environment={
        'PATH': f"{tmp_path}/bin:{ENVIRONMENT['PATH']}",
        'TMPDIR': f'{tmp_path}/scratch'}))
    assert 'disk is full' in line and '2 MiB left' in line and advice in line


@pytest.mark.parametrize('place', ['.', FIRST])
def test_a_tree_that_cannot_be_written_to_is_one_line(read_only, place):
    tree, words = read_only
    goals = ['all', 'run', 'debug'] + ['check', 'book'] * (place == '.')
    for goal in goals:
        line = only_line(run(*words, *BARE, goal, cwd=tree.root / place))
        assert 'cannot write' in line and 'BUILD=' in line


def test_another_build_folder_will_do(read_only):
    tree, words = read_only
    out = tree.root.parent / 'out'
    status, printed = run(*words, *BARE, 'run', 'ISO=bios', f'BUILD={out}/1',
                          cwd=tree.first)
    assert (status, printed.endswith(HALTED)) == (0, True), printed


def test_another_build_folder_keeps_the_chapters_apart(tmp_path):
    tree = Tree(tmp_path / 'tree', CHAPTERS[:2])
    option = f'BUILD={tmp_path}/out'
    assert tree.make('-j2', 'ISO=bios', option)[0] == 0
    assert len(list((tmp_path / 'out').rglob('folio.iso'))) == 2
    assert tree.make('ISO=bios', option) == (0, '')


@pytest.fixture(scope='module')
def second(tmp_path_factory):
    """Chapter 2, which shows its command line."""
    return Tree(tmp_path_factory.mktemp('tree') / 'tree', [SECOND])


@pytest.mark.parametrize('words', ["it's a|b&c", '\\', 'a;b <c> {d}'])
def test_an_odd_command_line_arrives_or_is_refused(second, words):
    """GRUB puts backslashes before some characters and quotes around others."""
    status, printed = second.make(
        'run', 'ISO=bios', f'CMDLINE=first {words} last',
        cwd=second.root / SECOND, environment=IMPATIENT)
    if 'Command line: ' not in printed:
        assert 'CMDLINE' in only_line((status, printed))
        return
    [shown] = re.findall('first (.*) last', printed)
    assert re.sub(r'[\\"]', '', shown) == words.replace('\\', '')


def test_a_command_line_that_is_too_long_is_one_line(built):
    line = only_line(built.make('ISO=bios', 'CMDLINE=' + 'x' * 5000,
                                cwd=built.first))
    assert 'CMDLINE' in line


def test_modules_come_before_boot_and_with_none_the_line_is_left_out():
    status, some = grub_cfg('')
    assert status == 0 and 'module' not in some
    status, more = grub_cfg('one two')
    assert status == 0 and len(more) == len(some) == 4096
    [line] = [line for line in more.splitlines() if 'module2' in line]
    assert line.startswith('for name in one two; do ')
    assert more.index(line) < more.index('\nboot\n')


def test_a_grub_cfg_that_is_too_long_is_one_line_and_not_cut_off():
    line = only_line(grub_cfg('module ' * 600))
    assert 'CMDLINE' in line and 'modules' in line


def grub_cfg(modules):
    return run(COMMON / 'tools' / 'grub-cfg', COMMON / 'grub.cfg.in',
               cwd=ROOT, environment={'MODULES': modules})


# ------------------------------------------------------------------- make run


def processes_of(tree):
    """The command lines of processes that have to do with this tree."""
    found = []
    for path in Path('/proc').glob('[0-9]*/cmdline'):
        try:
            line = path.read_bytes().replace(b'\0', b' ').decode()
        except OSError:
            continue  # it has just ended
        if str(tree.root) in line:
            found.append(line)
    return found


def runner_of(tree):
    """The pid of common/tools/run."""
    for path in Path('/proc').glob('[0-9]*'):
        try:
            words = (path / 'cmdline').read_bytes().split(b'\0')
            folder = os.readlink(path / 'cwd')
        except OSError:
            continue  # it has just ended, or is not ours
        if folder.startswith(str(tree.root)) and len(words) > 1 and \
                words[1].endswith(b'tools/run'):
            return int(path.name)
    raise AssertionError('common/tools/run does not run')


def test_over_a_pipe_run_ends_when_the_kernel_halts(built):
    ours, theirs = os.pipe()
    try:  # an input that never ends
        status, printed = built.make('run', 'ISO=bios', cwd=built.first,
                                     stdin=ours)
    finally:
        os.close(ours)
        os.close(theirs)
    assert status == 0
    assert f'folio: {FIRST}\n' in printed
    assert printed.endswith(HALTED)
    assert processes_of(built) == []


ECHO = """
#include "base/demo.h"
#include "base/kprintf.h"
#include "serial/uart16550.h"
#include "x86/cpu.h"

void demo_run(const char *command_line)
{
    (void)command_line;
    for (;;) {
        while ((inb(COM1_BASE + UART_LSR) & 1) == 0) {
        }
        kprintf("<%c>", inb(COM1_BASE));
    }
}
"""


@pytest.fixture(scope='module')
def echoing(tmp_path_factory):
    tree = Tree(tmp_path_factory.mktemp('tree') / 'tree')
    (tree.first / 'demo.c').write_text(ECHO)
    tree.build('-j2', 'ISO=bios')
    return tree


def test_over_a_pipe_run_ends_when_the_input_ends(echoing):
    ours, theirs = os.pipe()
    make = start(*BARE, 'run', 'ISO=bios', cwd=echoing.first, stdin=ours,
                 environment={'FOLIO_TIMEOUT_SCALE': str(scaled(0.2))})
    os.close(ours)
    try:
        assert make.stdout.readline() == f'folio: {FIRST}\n'
        os.write(theirs, b'a')
        time.sleep(scaled(1.5))  # longer than the silence that ends it later
        assert make.poll() is None
        os.write(theirs, b'b')
    finally:
        os.close(theirs)
        status, printed = finish(make)
    assert printed == '<a><b>\nrun: end of input; QEMU ended.\n'
    assert status == 0


def test_over_a_pipe_run_ends_when_its_reader_goes_away(echoing):
    status, printed = run('sh', '-c', 'yes | make --no-print-directory run '
                          'ISO=bios | head -n 1', cwd=echoing.first)
    assert (status, printed) == (0, f'folio: {FIRST}\n')
    assert processes_of(echoing) == []


def test_commands_may_be_given_at_the_same_time(built):
    """As `make run` in one terminal and `make debug` in another: each of them
    looks first at what there is to build."""
    makes = [start(*BARE, 'ISO=bios', cwd=built.first) for _ in range(12)]
    assert [finish(make) for make in makes] == [(0, '')] * 12


class Terminal:
    """A terminal in which a command runs, and a person who reads and types."""

    def __init__(self, *words, cwd, **more):
        self.ours, self.theirs = pty.openpty()
        fcntl.ioctl(self.theirs, termios.TIOCSWINSZ,
                    struct.pack('4H', 40, 100, 0, 0))
        self.before = termios.tcgetattr(self.theirs)
        self.text = ''
        self.process = start(
            *words, cwd=cwd, environment=more, stdin=self.theirs,
            stdout=self.theirs, stderr=self.theirs,
            # So that Ctrl-C is a signal to whoever is in front.
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0))

    def __enter__(self):
        return self

    def __exit__(self, *unused):
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        if self.ours is not None:
            self.hang_up()

    def hang_up(self):
        os.close(self.ours)
        os.close(self.theirs)
        self.ours = None

    def read(self):
        if select.select([self.ours], [], [], 0.1)[0]:
            self.text += os.read(self.ours, 65536).decode(errors='replace')

    def wait_for(self, wanted):
        """Reads on to the text `wanted`, and forgets what came up to it."""
        deadline = time.monotonic() + scaled(30)
        while wanted not in self.text:
            assert time.monotonic() < deadline, f'no {wanted!r}: {self.text}'
            self.read()
        _, self.text = self.text.split(wanted, 1)

    def wait_for_drawn(self, wanted):
        """The same for what curses draws, perhaps in pieces."""
        deadline = time.monotonic() + scaled(30)
        while wanted not in re.sub(r'\x1b(\[[^@-~]*[@-~]|\(B)', '', self.text):
            assert time.monotonic() < deadline, f'no {wanted!r}: {self.text}'
            self.read()
        self.text = ''

    def type(self, text):
        os.write(self.ours, text.encode())

    def ends(self):
        """Waits for the end of the command, which leaves the terminal in
        order, and returns its status."""
        deadline = time.monotonic() + scaled(20)
        while self.process.poll() is None:
            assert time.monotonic() < deadline, f'no end: {self.text}'
            self.read()
        assert termios.tcgetattr(self.theirs) == self.before
        return self.process.returncode


def test_in_a_terminal_run_says_how_to_quit_and_quits_so(built):
    with Terminal(*BARE, 'run', 'ISO=bios', cwd=built.first) as terminal:
        terminal.wait_for('Ctrl-A and then X quits')
        terminal.wait_for(f'folio: {FIRST}')
        terminal.wait_for('the kernel has halted; Ctrl-A and then X quits')
        terminal.type('\x01x')
        assert terminal.ends() == 0
    assert processes_of(built) == []


@pytest.mark.parametrize('name', [FIRST, WITH_SCREEN])
def test_run_ends_when_its_terminal_is_closed(tmp_path, name):
    tree = Tree(tmp_path / 'tree', [name])
    folder = tree.root / name
    assert tree.make('-j2', 'ISO=bios', cwd=folder)[0] == 0
    with Terminal(*BARE, 'run', 'ISO=bios', cwd=folder) as terminal:
        terminal.wait_for('Ctrl-A and then X quits')
        time.sleep(3)  # also the curses screen has begun
        terminal.hang_up()
        terminal.process.wait(scaled(20))
    assert processes_of(tree) == []


def test_in_a_terminal_a_kernel_with_a_screen_is_seen_and_left(tmp_path):
    if 'curses' not in qemu.displays(64):
        pytest.skip('this QEMU knows no curses')
    tree = Tree(tmp_path / 'tree', [WITH_SCREEN])
    folder = tree.root / WITH_SCREEN
    assert tree.make('-j2', 'ISO=bios', cwd=folder)[0] == 0
    with Terminal(*BARE, 'run', 'ISO=bios', cwd=folder) as terminal:
        terminal.wait_for('the serial port writes to ')
        terminal.wait_for('Ctrl-A and then X quits')
        terminal.wait_for('\x1b[')  # curses has begun to draw
        terminal.wait_for('line')
        terminal.type('\x01x')
        assert terminal.ends() == 0
    assert processes_of(tree) == []
    log = tree.build_of(WITH_SCREEN) / 'serial.log'
    assert f'folio: {WITH_SCREEN}' in log.read_text()


# ------------------------------------------------------ make run, with a shell


POWER = 'user/programs/poweroff.c'
with_shell = pytest.mark.skipif(not (ROOT / CHAPTERS[-1] / POWER).exists(),
                                reason='no chapter has a shell yet')
SWITCHED_OFF = 'run: the kernel switched the machine off; QEMU ended.\n'
CURSES = pytest.param('curses', marks=pytest.mark.skipif(
    'curses' not in qemu.displays(64), reason='this QEMU knows no curses'))


@pytest.fixture(scope='module')
def shell(tmp_path_factory):
    tree = Tree(tmp_path_factory.mktemp('tree') / 'tree', CHAPTERS[-1:])
    status, printed = tree.make('-j2', 'ISO=bios')
    assert status == 0, printed
    return tree


@with_shell
@pytest.mark.parametrize('last, end', [
    ('poweroff\n', SWITCHED_OFF), ('', 'run: end of input; QEMU ended.\n')])
def test_over_a_pipe_a_session_ends(shell, last, end):
    status, printed = run(
        'sh', '-c', f"printf 'hello\\ncounter A 1 3\\n{last}' | "
        'make --no-print-directory run ISO=bios', cwd=shell.root)
    assert status == 0, printed
    assert re.search(r'(?s)hello: argument 0 is "hello"\n.*'
                     r'\nA: 1\nA: 2\nA: 3\n', printed)
    assert printed.endswith(end)
    assert processes_of(shell) == []


@with_shell
@pytest.mark.parametrize('display', ['serial', CURSES])
def test_in_a_terminal_ctrl_c_ends_the_program(shell, display):
    with Terminal(*BARE, 'run', 'ISO=bios', cwd=shell.root,
                  UI=display) as terminal:
        terminal.wait_for('or type poweroff')
        terminal.wait_for_drawn('$ ')
        terminal.type('loops_forever\r')
        terminal.wait_for_drawn('loops_forever')
        time.sleep(scaled(1))
        terminal.type('\x03')
        terminal.wait_for_drawn('^C')
        terminal.type('poweroff\r')
        assert terminal.ends() == 0
        assert SWITCHED_OFF.strip() in terminal.text
    assert processes_of(shell) == []


@with_shell
@pytest.mark.parametrize('how', ['hang up', signal.SIGTERM, signal.SIGKILL])
def test_run_of_a_shell_leaves_nothing_behind(shell, how):
    with Terminal(*BARE, 'run', 'ISO=bios', 'UI=serial',
                  cwd=shell.root) as terminal:
        terminal.wait_for('$ ')
        if how == 'hang up':
            terminal.hang_up()
        else:
            os.kill(runner_of(shell), how)
        terminal.process.wait(scaled(20))
    deadline = time.monotonic() + scaled(5)
    while processes_of(shell) and time.monotonic() < deadline:
        time.sleep(0.1)  # QEMU outlives its parent for a moment
    assert processes_of(shell) == []


# ----------------------------------------------------------------- make debug


def test_make_debug_goes_from_the_first_instruction_to_kernel_main(built):
    with Terminal(*BARE, 'debug', 'ISO=bios', cwd=built.first,
                  TERM='dumb') as terminal:  # no colours
        terminal.wait_for('`quit` ends GDB and QEMU')
        terminal.wait_for('entry () at boot/entry.asm')
        terminal.wait_for('(gdb) ')
        terminal.type('mode\n')
        terminal.wait_for('protected mode, without paging')
        terminal.type('thbreak kernel_main\ncontinue\n')
        terminal.wait_for('kernel_main (magic=')
        terminal.type('continue\n')
        terminal.wait_for('Continuing.')
        time.sleep(0.5)
        terminal.type('\x03')
        terminal.wait_for('SIGINT')
        terminal.type('quit\n')
        # make has noticed the Ctrl-C as well.
        assert terminal.ends() in (0, 2, -signal.SIGINT)
    assert processes_of(built) == []


def test_debug_runs_unattended_and_several_at_once(tmp_path):
    tree = Tree(tmp_path / 'a tree', CHAPTERS[:2])
    assert tree.make('-j2', 'ISO=bios')[0] == 0
    script = tmp_path / 'a script'
    script.write_text('thbreak entry\ncontinue\nmode\nstepi\nstepi\n'
                      'thbreak kernel_main\ncontinue\nmode\n')
    sessions = []
    for name, bits in ((FIRST, 32), (SECOND, 64), (SECOND, 64)):
        build = tree.build_of(name)
        sessions.append(start(
            tree.root / 'common/tools/debug', '--bits', str(bits), '--elf',
            build / 'kernel.debug.elf', '--batch', script,
            build / 'folio.iso', cwd=tree.root / name))
    printed = [finish(session)[1] for session in sessions]
    assert printed[1] == printed[2]
    for text, mode in zip(printed, ('protected mode, without paging',
                                    'long mode, 64-bit code')):
        before, after = text.split('(gdb) thbreak kernel_main')
        assert 'entry () at boot/entry.asm' in before
        assert '\nprotected mode, without paging\n' in before
        assert 'kernel_main (' in after and 'main.c:' in after
        assert f'\n{mode}\n' in after
    assert processes_of(tree) == []


@pytest.mark.skipif(not (ROOT / CHAPTERS[-1] / 'user').exists(),
                    reason='no chapter has programs yet')
def test_debug_knows_programs_in_a_folder_with_an_apostrophe(tmp_path):
    tree = Tree(tmp_path / "somebody's tree", CHAPTERS[-1:])
    assert tree.make('-j2', 'ISO=bios')[0] == 0
    script = tmp_path / 'script'
    script.write_text('program counter\nprogram hello\nprint main\n')
    build = tree.build_of(CHAPTERS[-1])
    _, printed = run(
        tree.root / 'common/tools/debug', '--elf', build / 'kernel.debug.elf',
        '--batch', script, build / 'folio.iso', cwd=tree.root / CHAPTERS[-1])
    for name in ('counter', 'hello'):
        assert f'main() of {name} is at 0x' in printed
