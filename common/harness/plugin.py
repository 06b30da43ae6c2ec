# SPDX-License-Identifier: MIT
"""Folio's plugin for pytest.

    cd ROOT && PYTHONPATH=common PYTHONDONTWRITEBYTECODE=1 python3 -m pytest \\
        -c common/harness/pytest.ini --rootdir . \\
        [-n 2 --dist loadgroup] ch01-freestanding/test common/harness

Three kinds of files are tests, each in a folder of the layer that it tests:
test/LAYER/*.c run inside the chapter's kernel, test/LAYER/host/*.c on the host,
and test/LAYER/*.py drive a machine from outside. What the last are given stands
below, as fixtures. The images must have been built.
"""

import json
import os
import sys
from pathlib import Path

import pytest

from . import gdb as gdb_module
from . import iso as iso_module
from . import selection
from .chapter import COMMON, Failure, chapter_of
from .host_tests import HostTestFile, run_on_host
from .kernel_tests import NOT_BUILT, KernelTestFile, must_exist
from .machine import Machine

sys.dont_write_bytecode = True  # the sources may be read-only


# --- which files are tests ---

def pytest_addoption(parser):
    parser.addoption('--where-new', action='store_true',
                     help='leave out what selection.py says finds nothing new')
    parser.addoption('--results', metavar='FILE',
                     help='write a line of JSON for each test as it ends')


def file_class(path):
    """What collects the tests of a C file; None if it is no test."""
    if path.suffix != '.c':
        return None
    if path.parent.name == 'host':
        return HostTestFile
    return KernelTestFile if path.parent.parent.name == 'test' else None


def pytest_collect_file(file_path, parent):
    kind = file_class(file_path)
    return kind.from_parent(parent, path=file_path) if kind else None


def pytest_ignore_collect(collection_path, config):
    """Under common/ only harness/tests and harness/host hold tests."""
    if not collection_path.is_file():
        return None
    if (COMMON in collection_path.parents
            and collection_path.parent.name not in ('tests', 'host')):
        return True
    if config.option.where_new and selection.is_left_out(collection_path):
        return True
    return None


# --- what a test written in Python is given ---

@pytest.fixture
def chapter(request):
    """The chapter that the test belongs to; see chapter.py."""
    return chapter_of(request.node.path)


@pytest.fixture
def boot(request, tmp_path):
    """boot(iso=None, command_line=None, **options) starts a machine, which ends
    with the test. Without an iso it is what `make run` boots; the options are
    those of Machine."""
    machines = []

    def start(iso=None, command_line=None, **options):
        if iso is None or 'bits' not in options:
            chapter = chapter_of(request.node.path)
            iso = Path(iso or chapter.iso)
            options.setdefault('bits', chapter.bits)
        must_exist(Path(iso))
        if command_line is not None:
            copy = tmp_path / f'{len(machines)}.iso'
            iso = iso_module.with_command_line(iso, command_line, copy)
        machines.append(Machine(iso, **options))
        return machines[-1]

    yield start
    for machine in machines:
        machine.close()


@pytest.fixture
def gdb(chapter):
    """gdb(machine, commands, elf=None) runs GDB on these commands, attached to
    a machine started with gdb=True (and stopped=True), and returns what it
    printed. The machine goes on from there."""

    def run(machine, commands, elf=None):
        must_exist(Path(elf or chapter.elf))
        try:
            return gdb_module.run(machine, elf or chapter.elf, commands,
                                  chapter.folder)
        except gdb_module.GdbError as error:
            raise Failure(str(error)) from None

    return run


@pytest.fixture
def debug_batch(boot, gdb):
    """debug_batch(commands, iso=None, elf=None) does the same with a machine of
    its own, from its first instruction on: what `make debug` shows."""

    def run(commands, iso=None, elf=None, **options):
        machine = boot(iso, gdb=True, stopped=True, linger=True, **options)
        return gdb(machine, commands, elf)

    return run


@pytest.fixture
def run_c_on_host(chapter):
    """run_c_on_host(sources, flags=()) compiles C files (a path, or several;
    from the chapter's folder) for the host under sanitizers, runs the program,
    and returns what it printed."""

    def run(sources, flags=()):
        if isinstance(sources, (str, Path)):
            sources = [sources]
        paths = [chapter.folder / source for source in sources]
        return run_on_host(paths, ['-I', str(chapter.folder), '-I', str(COMMON),
                                   *flags])

    return run


# --- how the run is reported ---

def must_run_all():
    return os.environ.get('FOLIO_REQUIRE_ALL') == '1'


def no_skip(report):
    """Where everything must run, what is skipped has failed."""
    if report.skipped and must_run_all() and not hasattr(report, 'wasxfail'):
        reason = report.longrepr
        if isinstance(reason, tuple):
            reason = reason[2]
        report.outcome = 'failed'
        report.longrepr = f'{reason}\nFOLIO_REQUIRE_ALL=1: a failure'


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport():
    outcome = yield
    no_skip(outcome.get_result())


@pytest.hookimpl(hookwrapper=True)
def pytest_make_collect_report():
    outcome = yield
    no_skip(outcome.get_result())


class ResultsFile:
    """Each test's result as soon as there is one: what was done before the run
    is cut short is not lost."""

    def __init__(self, path):
        self.file = open(path, 'w', encoding='utf-8', buffering=1)

    def pytest_runtest_logreport(self, report):
        if report.when == 'call' or not report.passed:
            self.write(report)

    def pytest_collectreport(self, report):
        if report.failed:
            self.write(report)

    def write(self, report):
        said = report.longrepr
        said = said[2] if isinstance(said, tuple) else str(said or '')
        if len(said) > 8000:
            said = f'{said[:4000]}\n...\n{said[-4000:]}'
        json.dump({'test': report.nodeid, 'outcome': report.outcome,
                   'output': said,
                   'seconds': round(getattr(report, 'duration', 0), 2)},
                  self.file)
        self.file.write('\n')


def pytest_configure(config):
    if config.option.results and not hasattr(config, 'workerinput'):
        config.pluginmanager.register(ResultsFile(config.option.results))


def pytest_unconfigure(config):
    """The last line of all. Workers of xdist have no terminal to print it."""
    reporter = config.pluginmanager.getplugin('terminalreporter')
    if reporter is None or hasattr(config, 'workerinput'):
        return
    if config.option.where_new:
        number = selection.count_left_out(
            lambda path: path.suffix == '.py' or file_class(path))
        print(f'{number} files of the chapters\' tests were left to '
              '`make test ALL=1`')
    count = {kind: len(reports) for kind, reports in reporter.stats.items()}
    failed = sum(count.get(kind, 0) for kind in ('failed', 'error', 'xpassed'))
    passed = sum(count.get(kind, 0) for kind in ('passed', 'xfailed'))
    line = f'{passed} passed, {failed} failed'
    if count.get('skipped'):
        line += f", {count['skipped']} skipped"
    print(line + what_to_build(reporter.stats), flush=True)


def what_to_build(reports):
    """The command that makes missing images, to follow the last line."""
    chapters = sorted({report.nodeid.split('/test/')[0]
                       for kind in ('failed', 'error')
                       for report in reports.get(kind, ())
                       if NOT_BUILT in str(report.longrepr)})
    commands = ' && '.join(f'make -C {chapter} all test-images'
                           for chapter in chapters)
    return f'; images are missing, build them: {commands}' if commands else ''
