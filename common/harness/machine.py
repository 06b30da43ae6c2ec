# SPDX-License-Identifier: MIT
"""One QEMU: started, watched, driven from outside, and surely ended.

    with Machine('build/ch03/folio.iso') as machine:
        machine.wait_for('ready')
        machine.send_keys('Hello\\n')
        print(machine.registers()['RIP'], machine.verdict)

Three threads listen for as long as it runs: to the serial port, to the control
socket, and for the end of the process. `_changed` guards what they write and
wakes whoever waits. Every time limit is longer on a busy computer, or by
FOLIO_TIMEOUT_SCALE (control.scaled).
"""

import atexit
import ctypes
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from . import qemu, relay, screen
from .control import Control, scaled
from .qmp import Qmp, QmpError

# What the kernel prints first, once. Twice means that it started twice.
BANNER = re.compile(r'^folio: (?:ch\d\d-\S+|final)$', re.MULTILINE)
# What it prints before it resets the machine.
RESTART = 'The machine restarts.'
PANIC = re.compile(r'^PANIC', re.MULTILINE)
# What QEMU complains of when it was we who ended it.
KILLED = re.compile(r'^\S*qemu-system-\S*: terminating on signal \d+.*\n?',
                    re.MULTILINE)

# Exit statuses of QEMU when the guest wrote 0x10, 0x11 to its exit port.
PASSED, FAILED = 33, 35

FLOOD = 1024 * 1024  # more serial output than this is a kernel in a loop


class MachineError(AssertionError):
    """The machine did not do what was waited for; `verdict` says what it did
    instead in a word or two, and the message shows the end of its output."""

    def __init__(self, machine, verdict, what):
        super().__init__(f'{verdict}: {what}\n{machine.last_words()}')
        self.verdict = verdict


class StartError(Exception):
    """QEMU did not start; the message is its own."""


class Machine(Control):
    """A PC that boots `iso`. Create it in a thread that outlives it: on Linux
    it is killed when that thread ends, however it ends.

    gdb       offer GDB a socket, whose path is then in gdb_socket
    stopped   wait for cont(), or for GDB, before the first instruction
    echo      called with each piece of serial output as it comes
    flood     how much serial output is too much; None keeps only the last
    serial    options of QEMU that lead the serial port elsewhere than to us
    terminal  QEMU shares our terminal, and gets Ctrl-C and Ctrl-Z; or has
              this descriptor as a terminal of its own
    linger    do not end QEMU when the guest has reset itself or switched off
    options   those of qemu.command(): bits, memory, cpu, machine, firmware ...
    """

    def __init__(self, iso, gdb=False, stopped=False, echo=None, flood=FLOOD,
                 serial=None, terminal=False, linger=False, **options):
        self.exit_status = None      # [_changed] QEMU's, once it has ended
        self.shutdown_reason = None  # [_changed] why QMP says it stopped
        self.complaints = ''         # [_changed] what QEMU wrote to stderr
        self.has_halted = False      # wait_exit() found it halted for good
        self.noutput = 0             # [_changed] bytes that the guest printed
        self.last_registers = {}     # at a reset, which nobody asked for ...
        self.last_screen = []        # ... and what was to be read then
        self._changed = threading.Condition()
        self._output = bytearray()   # [_changed] what came over the serial port
        self._read_up_to = 0         # where the next wait_for() starts
        self._is_flood = False
        self._is_timeout = False
        self._is_quit = False
        self._echo, self._flood, self._linger = echo, flood, linger
        self._process = self._qmp = self._serial = None
        # Under /tmp, since the path of a socket must be short (108 bytes).
        super().__init__(Path(tempfile.mkdtemp(prefix='folio-', dir='/tmp')))
        atexit.register(self.close)
        self.gdb_socket = self.folder / 'gdb' if gdb else None
        try:
            self._start(iso, serial, terminal, options)
            if not stopped:
                self.cont()
        except BaseException:
            self.close()
            raise

    # --- start and end ---

    def _start(self, iso, serial, terminal, options):
        if not Path(iso).exists():
            raise StartError(f'{iso} does not exist')
        ours, theirs = socket.socketpair()
        self._serial, their_serial = socket.socketpair()
        if serial is None:
            channel = f'socket,id=serial,fd={their_serial.fileno()}'
            serial = ['-chardev', channel, '-serial', 'chardev:serial',
                      '-monitor', 'none']
        # -S always: nothing may happen before we listen.
        words = qemu.command(iso, serial=serial, stopped=True, **options)
        words += ['-chardev', f'socket,id=qmp,fd={theirs.fileno()}',
                  '-qmp', 'chardev:qmp']
        if self.gdb_socket:
            words += ['-chardev', f'socket,id=gdb,path={self.gdb_socket},'
                      'server=on,wait=off', '-gdb', 'chardev:gdb']
        self.command_line = words
        descriptors = theirs.fileno(), their_serial.fileno()
        self._process = self._spawn(words, descriptors, terminal)
        theirs.close()
        their_serial.close()
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()
        threading.Thread(target=self._reap, daemon=True).start()
        self._qmp = Qmp(ours, self._on_event)
        try:
            self._qmp.handshake(scaled(30))
        except QmpError:
            self.kill()
            raise StartError(self.complaints or 'QEMU ended') from None

    def _spawn(self, words, descriptors, terminal):
        is_shared = terminal is True
        on_our_death = signal.SIGTERM if is_shared else signal.SIGKILL
        own = terminal if terminal and not is_shared else None

        def before_exec():
            if own is not None:
                relay.adopt_terminal()
            die_with_parent(on_our_death)

        with open(self.folder / 'stderr', 'wb') as errors:
            return subprocess.Popen(
                words, stdin=own if terminal else subprocess.DEVNULL,
                stdout=own if terminal else errors, stderr=errors,
                pass_fds=descriptors, preexec_fn=before_exec,
                # A session of its own keeps the terminal's Ctrl-C away.
                start_new_session=not is_shared)

    def _listen(self):
        """Takes in what the guest sends over the serial port."""
        while not self._is_flood:
            try:
                piece = self._serial.recv(65536)
            except OSError:
                break
            if not piece:
                break
            with self._changed:
                self._output += piece
                self.noutput += len(piece)
                if self._flood is None:
                    del self._output[:-65536]
                elif len(self._output) > self._flood:
                    self._is_flood = True
                self._changed.notify_all()
            if self._echo:
                self._echo(piece)
        if self._is_flood:
            self._process.kill()

    def _reap(self):
        status = self._process.wait()
        self._listener.join(scaled(5))  # all that it printed comes first
        try:
            errors = (self.folder / 'stderr').read_text(errors='replace')
        except OSError:
            errors = ''  # close() had enough of waiting
        with self._changed:
            self.complaints = KILLED.sub('', errors).strip()
            self.exit_status = status
            self._changed.notify_all()

    def _on_event(self, event):
        if event['event'] != 'SHUTDOWN':
            return
        with self._changed:
            if self.shutdown_reason is None:  # the next is our own quit
                self.shutdown_reason = event['data']['reason']
        if event['data']['guest'] and not self._linger:
            threading.Thread(target=self._bury, daemon=True).start()

    def _bury(self):
        """Ends a QEMU whose guest is at its end, and keeps what it can tell."""
        try:
            self.last_registers = self.registers()
            self.last_screen = screen.text(self)
            self._qmp.call('quit')
        except (QmpError, OSError, MachineError):
            pass  # it is gone already

    def kill(self):
        """Ends QEMU, first politely: it has a terminal or window to restore."""
        for end in (self._process.terminate, self._process.kill):
            with self._changed:
                if self.exit_status is None:
                    end()
                    self._changed.wait_for(
                        lambda: self.exit_status is not None, 3)

    def quit(self):
        """Ends a QEMU of which nothing more is wanted."""
        self._is_quit = self._is_quit or self.is_running
        self.kill()

    def close(self):
        """Ends QEMU and removes its temporary files; may be called twice."""
        if self._process:
            self.quit()
        for channel in (self._qmp, self._serial):
            if channel:
                channel.close()
        shutil.rmtree(self.folder, ignore_errors=True)
        atexit.unregister(self.close)

    def __enter__(self):
        return self

    def __exit__(self, *unused):
        self.close()

    # --- what it did ---

    @property
    def is_running(self):
        return self.exit_status is None

    @property
    def text(self):
        """All serial output so far, with lines that end in a bare newline."""
        with self._changed:
            output = bytes(self._output)
        return output.decode('utf-8', errors='replace').replace('\r', '')

    @property
    def is_ending(self):
        """Whether the guest has ended its machine, and QEMU soon ends too."""
        return self.shutdown_reason is not None and not self._linger

    @property
    def is_triple_fault(self):
        """All that is seen of it is a reset that the kernel did not announce.
        """
        return self.shutdown_reason == 'guest-reset' and not self.is_restart

    @property
    def is_restart(self):
        """The kernel said that it resets the machine, and did. What it says is
        also on the screen: the serial port may lead elsewhere."""
        return (self.shutdown_reason == 'guest-reset'
                and (RESTART in self.text or RESTART in self.last_screen))

    @property
    def verdict(self):
        """How it ended, in words that stay the same in every message."""
        text = self.text
        if self._is_flood:
            return 'flood'
        if self.is_triple_fault:
            return 'triple fault'
        if self.is_restart:
            return 'reset'
        if len(BANNER.findall(text)) > 1:
            return 'reboot'
        if self.exit_status == PASSED and text:
            return 'success'
        if PANIC.search(text):
            return 'panic'
        if not text and (self._is_timeout or not self.is_running):
            return 'no output'
        if self._is_timeout:
            return 'halted' if self.has_halted else 'timeout'
        if self.is_running:
            return 'running'
        return 'quit' if self._is_quit else f'exit {self.exit_status}'

    def last_words(self, nlines=25):
        """The end of the output, for messages."""
        lines = self.text.splitlines()[-nlines:]
        said = ['--- the end of its serial output ---', *lines] if lines \
            else []
        if self.is_triple_fault:
            said += ['--- registers at the reset ---', self.where()]
        shown = self.last_screen if not lines else []
        shown = [line for line in shown if line.strip()]
        said += ['--- its screen ---', *shown] if shown else []
        return '\n'.join(said) or '(nothing on its serial port)'

    def where(self):
        """The registers that say most about a fault, in one line."""
        names = ('EIP', 'RIP', 'ESP', 'RSP', 'CR0', 'CR2', 'CR3', 'CR4', 'EFER')
        return ' '.join(f'{name}={self.last_registers[name]:#x}'
                        for name in names if name in self.last_registers)

    def serial_write(self, data):
        """Sends bytes to the guest's serial port."""
        self._serial.sendall(data)

    # --- waiting ---

    def wait_for(self, wanted, timeout=20):
        """Waits until `wanted`, a text or a compiled pattern, has come over the
        serial port, and returns its match. What an earlier call has found, and
        all before it, is not looked at again. A pattern may see a line before
        it is complete: to be sure, let it end in \\n.
        """
        pattern = wanted if hasattr(wanted, 'search') \
            else re.compile(re.escape(wanted))

        def found():
            return pattern.search(self.text, self._read_up_to)

        match = self._wait(found, timeout)
        if match:
            self._read_up_to = match.end()
            return match
        name = wanted if isinstance(wanted, str) else pattern.pattern
        if self.is_running:
            self._note_timeout()
            raise MachineError(self, self.verdict, f'waited {timeout} s for '
                               f'{name!r}')
        raise MachineError(self, self.verdict, f'it ended before {name!r} came')

    def wait_exit(self, timeout=60, silence=None):
        """Waits until QEMU has ended and returns its exit status. It is killed
        when the kernel starts for a second time; and, which raises, when the
        time is up, or nothing was printed for `silence` seconds, or the CPU
        has halted for good.
        """
        quiet = _Quiet(self, silence)

        def over():
            return (len(BANNER.findall(self.text)) > 1
                    or quiet.is_too_long() or quiet.is_for_ever())

        self._wait(over, timeout)
        if not self.is_running or self.verdict == 'reboot':
            self.kill()
            return self.exit_status
        # Decided by the last look: output that is delivered late, after the
        # CPU was found halted, must not undo it.
        self.has_halted = quiet.is_stuck
        self._note_timeout()
        self.kill()
        why = 'the CPU has halted for good' if self.has_halted \
            else f'no end in {timeout} s' + f', or {silence} s silent' * bool(
                silence)
        raise MachineError(self, self.verdict, why)

    def wait_stopped(self, timeout=60):
        """Waits until the CPU has halted with interrupts off, as it does when
        the kernel has no more to do or has panicked. The machine stays."""
        quiet = _Quiet(self, None)
        if self._wait(quiet.is_for_ever, timeout):
            return
        if self.is_running:
            self._note_timeout()
            raise MachineError(self, self.verdict,
                               f'the CPU did not halt in {timeout} s')
        raise MachineError(self, self.verdict, 'it ended and did not halt')

    def _wait(self, condition, timeout):
        """Waits for a true value of condition(), and returns it; None if the
        time is up or the machine ends without it."""
        start, limit = time.monotonic(), 0
        while True:
            # The load average lags behind the load, so it is read again.
            limit = max(limit, scaled(timeout))
            # In this order: what came before the end, or since, counts.
            ended, seen = not self.is_running, self.noutput
            value = condition()
            left = start + limit - time.monotonic()
            if value or ended or left <= 0:
                return value or None
            with self._changed:
                self._changed.wait_for(
                    lambda: self.noutput != seen or not self.is_running,
                    min(left, 0.1))
            # Output comes byte by byte; it need not be searched as often.
            time.sleep(0.01)

    def _note_timeout(self):
        self._is_timeout = True
        try:
            self.last_screen = screen.text(self)  # perhaps GRUB says why
        except (QmpError, OSError):
            pass


class _Quiet:
    """Measures for how long a machine has printed nothing."""

    def __init__(self, machine, limit):
        self.machine, self.limit = machine, limit
        self.noutput, self.since = -1, 0
        self.next_look = 0
        self.is_stuck = False

    def is_too_long(self):
        return bool(self.limit) and self._seconds() > scaled(self.limit)

    def is_for_ever(self):
        """Whether the CPU is halted with interrupts off: nothing will come. It
        is so too when the kernel has just asked QEMU to end, and QEMU has not
        yet done so; then a second look finds no machine, or its end."""
        if self._seconds() > 0.1 and time.monotonic() > self.next_look:
            self.next_look = time.monotonic() + 0.2
            self.is_stuck = (self._is_halted() and self._is_halted()
                             and not self.machine.is_ending)
        return self.is_stuck

    def _is_halted(self):
        try:
            registers = self.machine.registers()
        except (QmpError, OSError):
            return False  # it has just ended
        return (registers['HLT'] == 1
                and not self.machine.has_interrupts_on(registers))

    def _seconds(self):
        if self.machine.noutput != self.noutput:
            self.noutput, self.since = self.machine.noutput, time.monotonic()
            self.is_stuck = False
        return time.monotonic() - self.since


PRCTL = ctypes.CDLL(None).prctl if sys.platform.startswith('linux') else None
PR_SET_PDEATHSIG = 1


def die_with_parent(signal_number):
    """On Linux asks to be signalled when our parent dies, even if it is killed.
    Elsewhere close() must do."""
    if PRCTL:
        PRCTL(PR_SET_PDEATHSIG, int(signal_number))
