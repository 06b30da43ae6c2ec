# SPDX-License-Identifier: MIT
"""What the finders of names have in common: a name and its lines."""

from collections import namedtuple

Thing = namedtuple('Thing', 'name first last rank')
DEFINITION, DECLARATION = 0, 1


def with_comment(lines, first, is_comment):
    """The line where the comment directly above `first` starts, or first."""
    while first > 1 and is_comment(lines[first - 2]):
        first -= 1
    return first


def trimmed(lines, first, last, is_nothing):
    """last, without the lines at the end that say nothing."""
    while last > first and is_nothing(lines[last - 1]):
        last -= 1
    return last


def end_of_paragraph(lines, first):
    """The last line before the next blank one."""
    last = first
    while last < len(lines) and lines[last].strip():
        last += 1
    return last
