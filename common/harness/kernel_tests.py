# SPDX-License-Identifier: MIT
"""Tests that run inside a kernel: test/LAYER/NAME.c of a chapter.

A test image holds all tests of its chapter and test/runner.c, which prints on
the serial port what it does:

    folio: chNN-name                 once, or the kernel has started again
    test: NAME                       before each test
    expect: TEXT                     before a test that must panic
    ok: NAME                         or
    FAIL: NAME: PLACE: WHY           once for each expectation that did not hold
    tests: N passed, N failed        and it leaves QEMU

All TESTs share one boot. A TEST_PANICS has a boot to itself, and passes if the
kernel then panics in the way it said, and halts.

A kernel that reads its command line is given a nonce there, a random word, with
which the lines test, ok and tests then end. A kernel that prints such lines by
itself does not know it. FOLIO_GRADING=1: a TEST that the shared boot did not
reach gets a boot to itself.
"""

import functools
import os
import re
import secrets
import tempfile
from collections import namedtuple
from pathlib import Path

import pytest

from . import iso
from .chapter import Failure, chapter_of
from .machine import (BANNER, FAILED, PANIC, PASSED, Machine, MachineError,
                      StartError)

DECLARED = re.compile(r'^(TEST|TEST_PANICS)\s*\(\s*(\w+)', re.MULTILINE)
LINE = re.compile(r'^(test|ok|FAIL): (\w+)(?:: (.*))?$', re.MULTILINE)
SUMMARY = re.compile(r'^tests: (\d+) passed, (\d+) failed$', re.MULTILINE)

SAID = re.compile(r'^((?:test|ok|tests): .*?)(?: ([0-9a-f]{16}))?$', re.MULTILINE)

# Seconds without a word from the kernel: it hangs.
SILENCE = int(os.environ.get('FOLIO_SILENCE', '30'))
LONGEST = 300  # seconds for all tests of a boot
NOT_BUILT = 'was not built'

# What is left of a machine when it has ended.
Boot = namedtuple('Boot', 'text verdict exit_status has_halted last_words')


class NotReached(Failure):
    """The boot ended in another test, before this one began."""


class KernelTestFile(pytest.File):
    """A .c file in test/LAYER/, which is one test."""

    def collect(self):
        declared = DECLARED.findall(self.path.read_text())
        if len(declared) != 1 or declared[0][1] != self.path.stem:
            raise self.CollectError(
                f'build: {self.path} must hold one TEST({self.path.stem}) or '
                f'TEST_PANICS({self.path.stem}, "text"), and no other test; '
                f'it holds {[name for _, name in declared]}')
        kind = SharedTest if declared[0][0] == 'TEST' else PanicTest
        yield kind.from_parent(self, name=self.path.stem)


class KernelTest(pytest.Item):
    """What both kinds of tests have in common: how they are reported."""

    def repr_failure(self, excinfo, style=None):
        if isinstance(excinfo.value, (Failure, iso.IsoError)):
            return f'{self.name}: {excinfo.value}'
        return super().repr_failure(excinfo)

    def reportinfo(self):
        return self.path, None, self.name


class SharedTest(KernelTest):
    """A TEST: judged by its part of the boot that it shares."""

    def __init__(self, **arguments):
        super().__init__(**arguments)
        # Under `pytest -n 2 --dist loadgroup` one worker gets them all, and
        # boots once.
        group = str(self.path.parents[2].name)
        self.add_marker(pytest.mark.xdist_group(group))

    def runtest(self):
        chapter = chapter_of(self.path)
        ended = boot(chapter.test_iso, chapter.bits, chapter.command_line)
        try:
            judge(self.name, ended)
        except NotReached:
            if (os.environ.get('FOLIO_GRADING') != '1'
                    or not chapter.command_line):
                raise
            judge(self.name, run(chapter.test_iso, chapter.bits,
                                 f'test={self.name}'))


class PanicTest(KernelTest):
    """A TEST_PANICS."""

    def runtest(self):
        chapter = chapter_of(self.path)
        if not chapter.command_line:
            image = chapter.panic_test_iso(self.name)
            judge_panic(self.name, run(image, chapter.bits))
            return
        judge_panic(self.name, run(chapter.test_iso, chapter.bits,
                                   f'test={self.name}'))


# --- booting ---

@functools.lru_cache(maxsize=None)
def boot(image, bits, reads_command_line):
    """The boot that all TESTs of a chapter share. Once per process."""
    return run(image, bits, '' if reads_command_line else None)


def run(image, bits, command_line=None):
    """Boots an image, and lets it run until its end, or ours. A kernel that is
    given a command line finds a nonce behind it."""
    must_exist(image)
    if command_line is None:
        return run_as_it_is(image, bits)
    nonce = secrets.token_hex(8)
    with tempfile.TemporaryDirectory() as folder:
        copy = iso.with_command_line(
            image, f'{command_line} nonce={nonce}'.strip(),
            Path(folder) / 'test.iso')
        ended = run_as_it_is(copy, bits)
    return ended._replace(text=authentic(ended.text, nonce),
                          last_words=authentic(ended.last_words, nonce))


def run_as_it_is(image, bits):
    try:
        with Machine(image, bits=bits) as machine:
            try:
                machine.wait_exit(LONGEST, silence=SILENCE)
            except MachineError:
                pass  # the verdict says it
            return Boot(machine.text, machine.verdict, machine.exit_status,
                        machine.has_halted, machine.last_words())
    except StartError as error:
        raise Failure(f'build: QEMU did not start: {error}') from None


def authentic(text, nonce):
    """The runner's lines without the nonce at their end. Lines that look like
    them and have another end are marked, and count no more."""
    def judged(line):
        return line[1] if line[2] == nonce else f"not the runner's: {line[0]}"

    return SAID.sub(judged, text)


def must_exist(image):
    if not image.exists():
        raise Failure(f'build: {image} {NOT_BUILT}')


# --- judging ---

def judge(name, ended):
    """Raises Failure unless the test passed in this boot."""
    text = first_life(ended)
    lines = LINE.findall(text)
    failures = [why for kind, test, why in lines
                if kind == 'FAIL' and test == name]
    if failures:
        raise Failure('\n'.join(f'failed: {why}' for why in failures))
    started = [test for kind, test, _ in lines if kind == 'test']
    trouble = disorder(ended, text, lines)
    if trouble and started and started[-1] == name:
        raise Failure(f'{trouble} in this test\n{ended.last_words}')
    if name not in started:
        raise Failure(not_started(name, started, trouble, ended))
    if lines.count(('ok', name, '')) != 1:
        raise Failure(f'wrong line: not one `ok: {name}`\n{ended.last_words}')


def first_life(ended):
    """The output up to a second banner, behind which nothing counts."""
    banners = list(BANNER.finditer(ended.text))
    return ended.text[:banners[1].start()] if len(banners) > 1 else ended.text


def disorder(ended, text, lines):
    """In what way the boot did not end as it should, or None."""
    if ended.verdict in ('triple fault', 'flood', 'reboot', 'panic',
                         'no output', 'timeout', 'halted'):
        return ended.verdict
    if not BANNER.search(text):
        return 'wrong line: no banner'
    counts = SUMMARY.findall(text)
    if len(counts) != 1:
        return f'exit {ended.exit_status}: the runner did not reach its end'
    failed = {test for kind, test, _ in lines if kind == 'FAIL'}
    passed = {test for kind, test, _ in lines if kind == 'ok'}
    if counts[0] != (str(len(passed)), str(len(failed))):
        return f'wrong line: {SUMMARY.search(text)[0]}'
    if ended.exit_status != (FAILED if failed else PASSED):
        return f'exit {ended.exit_status}'
    return None


def not_started(name, started, trouble, ended):
    if trouble and started:
        raise NotReached(f'not reached: {trouble} in {started[-1]}')
    if trouble:
        return f'{trouble} before the first test\n{ended.last_words}'
    return f'build: the test image holds no test {name}; is it old?'


def judge_panic(name, ended):
    """Raises Failure unless the kernel panicked as the test said it would."""
    def fail(what):
        raise Failure(f'{what}\n{ended.last_words}')

    failures = [why for kind, test, why in LINE.findall(ended.text)
                if kind == 'FAIL' and test == name]
    if failures:
        raise Failure('\n'.join(f'failed: {why}' for why in failures))
    if ended.verdict != 'panic':
        fail(f'{ended.verdict}, where it was to panic')
    if len(BANNER.findall(ended.text)) != 1:
        fail('wrong line: no banner')
    opening = re.search(rf'^test: {name}\nexpect: (.+)$', ended.text,
                        re.MULTILINE)
    if not opening:
        fail(f'wrong line: not `test: {name}` and then `expect: ...`')
    panic = PANIC.search(ended.text, opening.end())
    if not panic:
        fail('panic: before the test')
    if opening[1] not in ended.text[panic.start():]:
        fail(f'wrong line: a panic without {opening[1]!r}')
    if not ended.has_halted:
        fail(f'exit {ended.exit_status}: it did not stop after the panic')
