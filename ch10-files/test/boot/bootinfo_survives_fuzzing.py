# SPDX-License-Identifier: MIT
"""libFuzzer, which watches the branches that each input takes, against
bootinfo_parse(). Its target is in boot/host/hostile_bootinfo_fails.c."""

# Breaks: boot/bootinfo.c: while (offset + sizeof(struct multiboot2_tag) <=
#     => while (offset <

import pytest

from harness.host_programs import output_of

RUNS = 500_000
FLAGS = ['-std=gnu11', '-g', '-O1', '-DFUZZER', '-fno-sanitize-recover=all',
         '-fsanitize=fuzzer,address,undefined']


def test_the_parser_survives_a_fuzzer(chapter, tmp_path):
    doctor = chapter.common / 'tools' / 'doctor'

    def where(tool):
        return output_of([doctor, '--where', tool], 60,
                         [chapter.common]).stdout.strip()

    if not where('clang-fuzzer'):
        pytest.skip('clang has no libFuzzer here: make doctor')
    target = 'test/boot/host/hostile_bootinfo_fails.c'
    built = output_of([where('clang'), *FLAGS, '-I', chapter.folder,
                       '-I', chapter.common, chapter.folder / target,
                       chapter.folder / 'boot/bootinfo.c',
                       chapter.common / 'base/string.c', '-o',
                       tmp_path / 'fuzz'], 60,
                      [chapter.folder, chapter.common], tmp_path)
    assert built.returncode == 0, built.stdout
    ran = output_of([tmp_path / 'fuzz', f'-runs={RUNS}', '-seed=1',
                     '-max_len=512', f'-artifact_prefix={tmp_path}/'], 600,
                    [tmp_path])
    assert ran.returncode == 0, ran.stdout[-4000:]
    assert f'Done {RUNS} runs' in ran.stdout
