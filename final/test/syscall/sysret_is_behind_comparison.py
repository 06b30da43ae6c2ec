# SPDX-License-Identifier: MIT
"""Reads the machine code: each SYSRET comes right behind the comparison of its
return address. QEMU cannot show this, as its SYSRET does not fault."""

# Breaks: syscall/syscall_entry.asm: shr r11, 47 => shr r11, 48
# Breaks: syscall/syscall_entry.asm: pop r9 => jz $ + 11

import re
import subprocess

# No instruction in between may change rcx, or be the target of a jump.
WANTED = [r'mov +%rcx,%r11', r'shr +\$0x2f,%r11', r'jne .*bad_rip',
          r'pop +%r11', r'pop +%rsp', r'swapgs', r'(rex\.W )?sysret']

LINE = re.compile(r'^ *([0-9a-f]+):[ \t]+(.*?)[ \t]*$', re.MULTILINE)


def test_each_sysret_is(chapter):
    listing = subprocess.run(
        ['objdump', '-d', '--no-show-raw-insn', str(chapter.elf)], check=True,
        text=True, capture_output=True).stdout
    code = LINE.findall(listing)
    places = [i for i, (_, text) in enumerate(code) if 'sysret' in text]
    assert len(places) == 1
    way = code[places[0] - len(WANTED) + 1:places[0] + 1]
    for (_, text), wanted in zip(way, WANTED):
        assert re.match(wanted, text), way
    inside = {address for address, _ in way[1:]}
    jumps = [(address, text) for address, text in code
             if re.match(r'(j|call|loop)\w* +([0-9a-f]+)\b', text)
             and text.split()[1] in inside]
    assert not jumps
