# SPDX-License-Identifier: MIT
"""An archive that is cut, or in which a file is damaged: the log says where, and
the files before it can be used. Without one the kernel says that it has no
files and no shell."""

# Breaks: file/unpack.c: log_warn("the archive is damaged => (void)("the archive
# Breaks: main.c: log_error("the boot loader => (void)("the boot loader

from harness.archive import image_of, make_archive
from harness.shell import Shell


def archive_of(chapter, folder):
    programs = chapter.build / 'user'
    return make_archive(chapter, folder, {
        'bin/cat': (programs / 'cat.elf').read_bytes(),
        'bin/sh': (programs / 'sh.elf').read_bytes(),
        'etc/first': b'the first\n', 'etc/second': b'the second\n'})


def test_what_is_whole_can_be_used(chapter, boot, tmp_path):
    archive = archive_of(chapter, tmp_path)
    at = archive.index(b'etc/second')
    damaged = archive[:at] + b'E' + archive[at + 1:]
    shell = Shell(boot(image_of(chapter, tmp_path, damaged)))
    assert (f'the archive is damaged at byte {at}: the checksum of a header is '
            'wrong\n') in shell.machine.text
    assert shell.run('cat /etc/first') == 'the first\n'
    assert shell.run('cat /etc/second') == \
        'cat: /etc/second: No such file or directory\n'


def test_a_cut_archive_can_be_used(chapter, boot, tmp_path):
    archive = archive_of(chapter, tmp_path)
    cut = archive[:archive.index(b'the second') + 3]
    shell = Shell(boot(image_of(chapter, tmp_path, cut)))
    assert 'it ends inside a file\n' in shell.machine.text
    assert shell.run('cat /etc/first') == 'the first\n'


def test_an_archive_that_was_not_loaded_is_told(chapter, boot, tmp_path):
    machine = boot(image_of(chapter, tmp_path, None))
    machine.wait_for('the boot loader has not passed root.tar')
    machine.wait_for('the shell cannot be started: error 2\n')


def test_without_files_there_is_no_shell(chapter, boot, tmp_path):
    machine = boot(image_of(chapter, tmp_path, bytes(1024)))
    machine.wait_for('the shell cannot be started: error 2\n')
