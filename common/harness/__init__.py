# SPDX-License-Identifier: MIT
"""The host's side of Folio: boots its kernels, watches them and judges them.

    qemu.py          QEMU's command line
    qmp.py           QEMU's control socket
    machine.py       one running QEMU: started, waited for, its end named
    control.py       what can be asked of it and done to it
    keys.py          which keys make which text
    screen.py        the text screen, as the guest's memory holds it
    iso.py           another command line in a copy of a test image
    bochs.py         the same image in Bochs
    gdb.py           GDB on a list of commands
    display.py       which display there is for a person to look at
    relay.py         QEMU's curses screen, with a way out
    sandbox.py       a stranger's sources, compiled and run with limits
    chapter.py       what a chapter's Makefile says of it
    plugin.py        pytest: what is a test, and what its author is given
    kernel_tests.py  pytest: tests that run inside a kernel
    host_tests.py    pytest: the kernel's logic, compiled for the host
"""
