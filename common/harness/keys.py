# SPDX-License-Identifier: MIT
"""Which keys of a US keyboard make which text, by QEMU's names for keys."""

PLAIN = {
    ' ': 'spc', '\n': 'ret', '\t': 'tab', '\b': 'backspace', '\x1b': 'esc',
    '-': 'minus', '=': 'equal', '[': 'bracket_left', ']': 'bracket_right',
    ';': 'semicolon', "'": 'apostrophe', '`': 'grave_accent',
    '\\': 'backslash', ',': 'comma', '.': 'dot', '/': 'slash',
}
SHIFTED = dict(zip('!@#$%^&*()_+{}:"~|<>?', '1234567890-=[];\'`\\,./'))


def keys_for(character):
    """The keys to hold together for a character, in the order of pressing."""
    if character in SHIFTED:
        return ['shift'] + keys_for(SHIFTED[character])
    if character in PLAIN:
        return [PLAIN[character]]
    if character.isascii() and character.isalnum():
        shift = ['shift'] if character.isupper() else []
        return shift + [character.lower()]
    raise ValueError(f'no key of a US keyboard makes {character!r}')
