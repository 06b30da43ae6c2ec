# SPDX-License-Identifier: MIT
"""A panic turns the rest of the screen red and leaves what was there above."""

# Breaks: main.c: panic_set_hook(vga_begin_panic); =>
# Breaks: lib/panic.c: #define BACKTRACE_MAX  10 => #define BACKTRACE_MAX  16

from harness import screen

WHITE_ON_RED = 0x4F


def panicked(chapter, boot, test):
    machine = boot(chapter.test_iso, f'test={test}')
    machine.wait_stopped()
    return machine


def test_the_report_is_white_on_red(chapter, boot):
    test = 'assertion_names_its_place'
    machine = panicked(chapter, boot, test)
    lines, cells = screen.text(machine), screen.cells(machine)
    first = next(i for i, line in enumerate(lines) if 'PANIC at' in line)
    assert 'assertion failed: ' in ''.join(lines[first:first + 2])
    assert any(' kernel_main+0x' in line for line in lines[first:])
    for row in cells[first:]:
        assert {attribute for _, attribute in row} == {WHITE_ON_RED}
    assert f'test: {test}' in lines[:first]
    assert WHITE_ON_RED not in {attribute for row in cells[:first - 1]
                                for _, attribute in row}


def test_the_longest_report_fits_on_the_screen(chapter, boot):
    machine = panicked(chapter, boot, 'stack_overflow_names_stack')
    text = '\n'.join(screen.text(machine))
    assert 'PANIC: double fault (#DF) at' in text
    assert 'The machine is stopped.' in text
