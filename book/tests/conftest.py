# SPDX-License-Identifier: MIT
"""Lets the book's tests import book/workshop and book/extensions, and builds
the book for those that look at its pages."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

BOOK = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(BOOK), str(BOOK / 'extensions')]
# Whoever runs tests has the tools that build kernels: each make need not look.
os.environ['FOLIO_TOOLS'] = 'ok'


def missing_tools():
    """What the book cannot be built without, in words, or an empty string."""
    ended = subprocess.run([BOOK / 'tools/build', '--can'], check=False,
                           text=True, capture_output=True)
    return ended.stderr.strip()


@pytest.fixture(scope='session')
def sphinx():
    """Skips the test where the book cannot be built."""
    missing = missing_tools()
    if missing:
        pytest.skip(missing)


@pytest.fixture(scope='session')
def html(sphinx, tmp_path_factory):
    """The folder of the finished HTML pages, built for the tests alone."""
    out = tmp_path_factory.mktemp('book')
    ended = subprocess.run([BOOK / 'tools/build', 'html'], check=False,
                           text=True, stdout=subprocess.PIPE,
                           stderr=subprocess.STDOUT,
                           env={**os.environ, 'FOLIO_BOOK_OUT': str(out)})
    assert ended.returncode == 0, ended.stdout
    yield out / 'html'
    shutil.rmtree(out, ignore_errors=True)
