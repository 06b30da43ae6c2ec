# SPDX-License-Identifier: MIT
"""After UEFI the screen has pixels and no characters."""

# Breaks: console/vga.c: if (screen.raw != VGA_TEXT_PHYSICAL) { => if (0) {

import pytest

from harness import qemu


@pytest.mark.skipif(not qemu.has_uefi(), reason='no UEFI firmware (OVMF)')
def test_the_kernel_says_that_there_is_no_screen(boot):
    machine = boot(firmware='uefi', memory='256M')
    machine.wait_for('there is no text screen')
    machine.wait_for('$ ')
