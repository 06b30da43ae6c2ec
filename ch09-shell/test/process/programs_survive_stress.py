# SPDX-License-Identifier: MIT
"""The kernel's own tests of programs under stress: with a switch forced each
time that a thread releases its last spin lock, and with poison in all freed
memory."""

# Breaks: process/process_table.c: nprocesses--; =>
# Breaks: process/process.c: process_table_remove(child);
#     => kfree(child); process_table_remove(child); return 0;

import pytest

TESTS = {
    'stress': ['faults_at_once_are_told_apart',
               'kill_ends_descendants',
               'kill_works_in_each_state',
               'killed_thread_gets_its_mutex',
               'process_calls_return_exact_values',
               'user_copy_survives_unmap'],
    'poison': ['process_calls_return_exact_values',
               'kill_works_in_each_state'],
}


@pytest.mark.parametrize('option', TESTS)
def test_with(chapter, boot, option):
    tests = TESTS[option]
    machine = boot(chapter.test_iso, f'test={",".join(tests)} {option}')
    machine.wait_for(f'{len(tests)} passed, 0 failed', timeout=300)
