# SPDX-License-Identifier: MIT
"""QEMU's command line: the one place that knows its options."""

import os
import shutil
import subprocess
from pathlib import Path

PROGRAMS = {32: 'qemu-system-i386', 64: 'qemu-system-x86_64'}

# Firmware with its variables in the same file, and in a file beside it.
UEFI_WHOLE = (
    '/usr/share/ovmf/OVMF.fd',                   # Debian, Ubuntu
    '/usr/share/edk2/x64/OVMF.4m.fd',            # Arch
    '/usr/share/edk2-ovmf/x64/OVMF.fd',
    '/usr/share/qemu/ovmf-x86_64.bin',           # openSUSE
)
UEFI_SPLIT = (
    ('/usr/share/edk2/ovmf/OVMF_CODE.fd',        # Fedora
     '/usr/share/edk2/ovmf/OVMF_VARS.fd'),
    ('/usr/share/OVMF/OVMF_CODE_4M.fd', '/usr/share/OVMF/OVMF_VARS_4M.fd'),
    ('/usr/share/OVMF/OVMF_CODE.fd', '/usr/share/OVMF/OVMF_VARS.fd'),
    ('/opt/homebrew/share/qemu/edk2-x86_64-code.fd',
     '/opt/homebrew/share/qemu/edk2-i386-vars.fd'),
    ('/usr/local/share/qemu/edk2-x86_64-code.fd',
     '/usr/local/share/qemu/edk2-i386-vars.fd'),
)


class Missing(Exception):
    """A program or a file that QEMU needs is not on this computer."""


def program(bits):
    """The path of the QEMU for a kernel of 32 or 64 bits."""
    path = shutil.which(PROGRAMS[bits])
    if path is None:
        raise Missing(f'{PROGRAMS[bits]} was not found: '
                      '`make doctor` says how to install it')
    return path


def displays(bits):
    """The names of the displays that this QEMU was built with."""
    answer = subprocess.run([program(bits), '-display', 'help'], check=False,
                            stdin=subprocess.DEVNULL, capture_output=True,
                            text=True)
    return answer.stdout.split()


def has_uefi():
    """Whether a machine can be started with firmware='uefi'."""
    try:
        return bool(uefi())
    except Missing:
        return False


def uefi():
    """The options that put UEFI firmware in the place of the BIOS."""
    for whole in UEFI_WHOLE:
        if os.path.exists(whole):
            return ['-bios', whole]
    for code, variables in UEFI_SPLIT:
        if os.path.exists(code) and os.path.exists(variables):
            flash = 'if=pflash,format=raw,unit='
            # snapshot: what the firmware writes goes to a temporary file.
            return ['-drive', f'{flash}0,readonly=on,file={escape(code)}',
                    '-drive', f'{flash}1,snapshot=on,file={escape(variables)}']
    raise Missing('no UEFI firmware for QEMU (OVMF) was found: '
                  '`make doctor` says how to install it')


def escape(path):
    """A path inside an option: QEMU splits at commas that are not doubled."""
    return str(path).replace(',', ',,')


def command(iso, bits=64, memory='128M', cpu=None, machine='pc',
            firmware='bios', display='none', serial=(), stopped=False,
            extra=()):
    """The words of a command line that boots an ISO image.

    The caller adds what leads to itself: `serial` holds the options that
    connect the serial port, machine.py appends the control socket.
    """
    # Absolute, since QEMU takes `a:b.iso` for a file over the protocol `a`.
    disc = escape(Path(iso).resolve())
    words = [program(bits), '-machine', machine, '-m', str(memory)]
    # Emulation behaves alike everywhere; the real CPU is for those who ask.
    words += ['-accel', 'kvm' if os.environ.get('KVM') == '1' else 'tcg']
    words += ['-cpu', cpu] if cpu else []
    words += uefi() if firmware == 'uefi' else []
    words += ['-drive', f'file={disc},media=cdrom,format=raw,readonly=on']
    words += ['-boot', 'd', '-nic', 'none', '-display', display]
    # A triple fault resets a PC, which then boots again, and again. Here the
    # machine stops where it is, and can still be asked for its registers.
    words += ['-no-reboot', '-no-shutdown']
    # The guest leaves by writing v to port 0xF4: QEMU exits with 2 * v + 1.
    words += ['-device', 'isa-debug-exit,iobase=0xf4,iosize=0x04']
    words += list(serial)
    words += ['-S'] if stopped else []
    return words + list(extra)
