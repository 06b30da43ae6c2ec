# SPDX-License-Identifier: MIT
"""libFuzzer, which watches the branches that each input takes, against
archive_next(). Its target is in file/host/archive_survives_random_damage.c. What
has broken the parser once is to be kept in CORPUS, below."""

# Breaks: file/archive.c: if (size > nbytes - *cursor) { => if (0) {

import io
import re
import tarfile

import pytest

from harness.host_programs import output_of

RUNS = 300_000
FLAGS = ['-std=c11', '-g', '-O1', '-DFUZZER', '-fno-sanitize-recover=all',
         '-fsanitize=fuzzer,address,undefined']


def tar(*names):
    memory = io.BytesIO()
    with tarfile.open(fileobj=memory, mode='w',
                      format=tarfile.USTAR_FORMAT) as archive:
        for name in names:
            info = tarfile.TarInfo(name)
            info.size = len(name)
            archive.addfile(info, io.BytesIO(name.encode()))
    return memory.getvalue()[:4096]


CORPUS = [b'', b'b', tar('b'), tar('bin', 'd/e'), tar('b' * 60 + '/' + 'n' * 90),
          tar('../b'), tar('/b')]


def test_the_parser_survives_a_fuzzer(chapter, tmp_path):
    doctor = chapter.common / 'tools' / 'doctor'

    def where(tool):
        return output_of([doctor, '--where', tool], 60,
                         [chapter.common]).stdout.strip()

    if not where('clang-fuzzer'):
        pytest.skip('clang has no libFuzzer here: make doctor')
    target = 'test/file/host/archive_survives_random_damage.c'
    built = output_of([where('clang'), *FLAGS, '-I', chapter.folder,
                       '-I', chapter.common, chapter.folder / target,
                       chapter.folder / 'file/archive.c', '-o',
                       tmp_path / 'fuzz'], 60,
                      [chapter.folder, chapter.common], tmp_path)
    assert built.returncode == 0, built.stdout
    corpus = tmp_path / 'corpus'
    corpus.mkdir()
    for number, content in enumerate(CORPUS):
        (corpus / str(number)).write_bytes(content)
    ran = output_of([tmp_path / 'fuzz', f'-runs={RUNS}', '-seed=1',
                     '-max_len=4096', f'-artifact_prefix={tmp_path}/', corpus],
                    600, [tmp_path])
    assert ran.returncode == 0, ran.stdout[-4000:]
    # If all archives were refused, the test would prove little.
    entries = re.search(r'^(\d+) entries let through', ran.stdout, re.MULTILINE)
    assert int(entries[1]) > 1000
