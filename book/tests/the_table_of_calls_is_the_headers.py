# SPDX-License-Identifier: MIT
"""The table of system calls has each call of the header, and nothing else.

Red if calls() in extensions/calls.py misses a line.
"""

import calls
import pytest
from folio import Trouble
from workshop import ROOT

HEADER = '''\
#define SYS_exit  0 // (int code): does not return
#define SYS_sleep 1 // (uint64_t milliseconds)
#define SYS_pid   2 // (): a number: small
#define SYS_COUNT 3 // calls

#define SYSCALL_VECTOR 0x80 // of int
'''


def test_a_call_has_its_number_its_arguments_and_its_result():
    assert calls.calls(HEADER) == [
        (0, 'exit', 'int code', 'does not return'),
        (1, 'sleep', 'uint64_t milliseconds', ''),
        (2, 'pid', '', 'a number: small')]


@pytest.mark.parametrize('old, new', [
    ('SYS_pid   2', 'SYS_pid   3'), ('SYS_COUNT 3', 'SYS_COUNT 4'),
    ('#define SYS_sleep 1 // (uint64_t milliseconds)\n', ''),
    ('(): a number: small', 'a number'), (HEADER, '')])
def test_a_header_that_says_something_else_is_refused(old, new):
    with pytest.raises(Trouble):
        calls.calls(HEADER.replace(old, new))


@pytest.mark.parametrize('path', sorted(
    ROOT.glob('*/abi/numbers.h'), key=str))
def test_each_chapters_header_is_understood(path):
    assert len(calls.calls(path.read_text(encoding='utf-8'))) > 5
