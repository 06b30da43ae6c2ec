# SPDX-License-Identifier: MIT
"""Boots an ISO image in Bochs: a second opinion on what the CPU does.

Bochs interprets every instruction as the manual has it, where QEMU translates
and leaves some faults out. It is slower, and can neither be asked nor stopped
as QEMU can, so there is one function: boot, wait for a text, end it.
"""

import glob
import os
import re
import shlex
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

from .control import scaled
from .machine import die_with_parent

# Bochs's own BIOS, and the video BIOS made for it. Its configuration splits at
# commas and knows no way to quote them, so all paths are ours and short.
SYSTEM_BIOS = ('/usr/share/bochs/BIOS-bochs-latest',
               '/usr/local/share/bochs/BIOS-bochs-latest',
               '/opt/homebrew/share/bochs/BIOS-bochs-latest')
VIDEO_BIOS = ('/usr/share/bochs/VGABIOS-lgpl-latest',
              '/usr/share/bochs/VGABIOS-lgpl-latest.bin',
              '/usr/share/vgabios/vgabios.bin',
              '/usr/local/share/bochs/VGABIOS-lgpl-latest*',
              '/opt/homebrew/share/bochs/VGABIOS-lgpl-latest*')

CONFIGURATION = """\
megs: {memory}
cpu: model={cpu}, count=1, ips=50000000, reset_on_triple_fault=0
romimage: file={bios}
vgaromimage: file={video}
boot: cdrom
ata0: enabled=1, ioaddr1=0x1f0, ioaddr2=0x3f0, irq=14
ata0-master: type=cdrom, path={iso}, status=inserted
com1: enabled=1, mode=file, dev={serial}
display_library: term
clock: sync=none
sound: waveoutdrv=dummy
port_e9_hack: enabled=1
log: {log}
panic: action=fatal
error: action=report
info: action=ignore
debug: action=ignore
"""


class BochsError(AssertionError):
    """Bochs ended, or the time was up, before the text came."""


def missing():
    """What is not on this computer: a sentence, or None if nothing is."""
    for program in ('bochs', 'script'):
        if shutil.which(program) is None:
            return f'{program} was not found'
    if not find(SYSTEM_BIOS):
        return 'the BIOS of Bochs was not found (Debian: bochsbios)'
    if not find(VIDEO_BIOS):
        return 'the video BIOS of Bochs was not found (Debian: vgabios)'
    return None


def boot(iso, wanted, timeout=60, memory=128, cpu='corei7_skylake_x'):
    """Boots the image until `wanted`, a text or a compiled pattern, has come
    over the serial port; returns all that came."""
    if missing():
        raise BochsError(missing())
    pattern = wanted if hasattr(wanted, 'search') \
        else re.compile(re.escape(wanted))
    folder = Path(tempfile.mkdtemp(prefix='folio-bochs-', dir='/tmp'))
    process = None
    try:
        process = start(iso, folder, memory, cpu)
        return wait(process, pattern, timeout, folder)
    finally:
        if process:
            end(process)
        shutil.rmtree(folder, ignore_errors=True)


def start(iso, folder, memory, cpu):
    (folder / 'disc.iso').symlink_to(Path(iso).resolve())
    (folder / 'serial').touch()
    (folder / 'bochsrc').write_text(CONFIGURATION.format(
        memory=memory, cpu=cpu, bios=find(SYSTEM_BIOS), video=find(VIDEO_BIOS),
        iso='disc.iso', serial='serial', log='log'))
    # Debian's is built with the debugger, which waits for a `c` to continue.
    (folder / 'commands').write_text('c\n')
    words = ['bochs', '-q', '-f', 'bochsrc', '-rc', 'commands']
    # The display `term` insists on a terminal: script makes one up.
    return subprocess.Popen(
        ['script', '-qefc', shlex.join(words), '/dev/null'], cwd=folder,
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, start_new_session=True,
        preexec_fn=before_script,
        env={**os.environ, 'TERM': 'xterm', 'LINES': '30', 'COLUMNS': '90'})


def before_script():
    """Bochs ends by the hang-up of its terminal, which under nohup it would
    ignore."""
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    die_with_parent(signal.SIGTERM)


def wait(process, pattern, timeout, folder):
    deadline = time.monotonic() + scaled(timeout)
    while True:
        has_ended = process.poll() is not None  # before the output is read
        data = (folder / 'serial').read_bytes()
        text = data.decode(errors='replace').replace('\r', '')
        if pattern.search(text):
            return text
        if has_ended or time.monotonic() > deadline:
            log = log_of(folder)
            what = 'Bochs ended' if has_ended else f'timeout: {timeout} s'
            if '3rd (' in log and 'with no resolution' in log:
                what = 'triple fault'
            raise BochsError(f'{what} before {pattern.pattern!r} came\n{text}\n'
                             f'--- its log ---\n{log}')
        time.sleep(0.1)


def log_of(folder):
    try:
        return (folder / 'log').read_text(errors='replace')[-3000:]
    except OSError:
        return '(none)'


def end(process):
    """script put Bochs into a session of its own, which ends when the terminal
    between them closes."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    process.wait()


def find(patterns):
    for pattern in patterns:
        for path in sorted(glob.glob(pattern)):
            return path
    return None
