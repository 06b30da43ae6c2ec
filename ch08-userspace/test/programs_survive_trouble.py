# SPDX-License-Identifier: MIT
"""The kernel's own tests of programs where they are hard: with a switch forced
each time that somebody gives his last spin lock back, and with a pattern in all
memory that was given back."""

# Red when process/process.c lacks
#     nprocesses--;
# Red when process/process.c has
#     kfree(child);
#         strike_off(child);
# instead of
#     strike_off(child);
#         kfree(child);

import pytest


@pytest.mark.parametrize('test, option', [
    ('many_are_stopped_at_once', 'trouble'),
    ('a_killed_family_ends_together', 'trouble'),
    ('a_program_can_be_ended_anywhere', 'trouble'),
    ('a_stopped_thread_gets_its_mutex', 'trouble'),
    ('calls_about_programs_are_exact', 'trouble'),
    ('a_page_may_vanish_under_a_copy', 'trouble'),
    ('calls_about_programs_are_exact', 'poison'),
    ('a_program_can_be_ended_anywhere', 'poison')])
def test_with(chapter, boot, test, option):
    machine = boot(chapter.test_iso, f'test={test} {option}')
    machine.wait_for('1 passed, 0 failed', timeout=30)
