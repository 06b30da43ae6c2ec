# SPDX-License-Identifier: MIT
"""GDB lists the files in memory, also when one of them is damaged."""

# Breaks: common/gdb/folio.py: if npages > limit: => if 0:
# Breaks: file/open_file.c: node->nopen--; =>

import re

from harness.shell import Shell

ROOT = "'file/tree.c'::root"


def test_each_file_is_told(boot, gdb):
    machine = boot(gdb=True, linger=True)
    shell = Shell(machine)
    shell.run('mkdir /tmp/new; echo text > /tmp/new/file; cat /tmp/new/file')
    printed = gdb(machine, """
files tmp
files none
files
""")
    some, none, every = printed.split('(gdb) files')[1:]
    assert re.search(r' open 0  directory +/tmp/new\n', some)
    assert re.search(r' open 0  5 bytes, 0 archived, 1 frames +/tmp/new/file\n',
                     some)
    assert 'there is no none' in none
    motd = re.search(r'open 0  (\d+) bytes, (\d+) archived, 0 frames +/etc/motd',
                     every)
    assert motd and motd[1] == motd[2] != '0'
    assert '/bin/sh\n' in every and '/tmp/new/file\n' in every


def test_damage_is_told(boot, gdb):
    machine = boot(gdb=True, linger=True)
    Shell(machine)
    first = (f"((struct node *)((char *){ROOT}.children.head.next - "
             "(long)&((struct node *)0)->sibling))")
    printed = gdb(machine, f"""
set var {first}->mode = 0100000
set var {first}->contents.npages = 9
files
set var {ROOT}.children.head.next = (struct list_node *)0x1000
files
""")
    count, pointer = printed.split('(gdb) files')[-2:]
    assert 'damaged: 9 pages, and room for 0' in count
    assert 'damaged, or not there yet: Cannot access memory' in pointer
