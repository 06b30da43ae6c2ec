# SPDX-License-Identifier: MIT
"""QMP, QEMU's control protocol: lines of JSON over a socket.

A command gets one answer, in order; events come in between at any time.
"""

import json
import queue
import socket
import threading


class QmpError(Exception):
    """QEMU refused a command, or is gone."""


class Qmp:
    """The control socket of one QEMU. Any thread may call it, but `on_event`
    runs in the thread that reads, which therefore must not call back."""

    def __init__(self, sock, on_event=lambda event: None):
        self.on_event = on_event
        self._socket = sock
        self._answers = queue.Queue()
        self._one_at_a_time = threading.Lock()
        self._is_open = True
        threading.Thread(target=self._read, daemon=True).start()

    def handshake(self, timeout):
        """Leaves the negotiation in which QEMU starts. QEMU answers from its
        main loop, so it has opened its display and all else by then."""
        self.call('qmp_capabilities', timeout=timeout)

    def call(self, command, arguments=None, timeout=30):
        """Sends a command and returns QEMU's answer to it."""
        line = json.dumps({'execute': command, 'arguments': arguments or {}})
        with self._one_at_a_time:
            if not self._is_open:
                raise QmpError(f'{command}: QEMU has ended')
            try:
                self._socket.sendall(line.encode() + b'\n')
                answer = self._answers.get(timeout=timeout)
            except OSError:
                answer = None
            except queue.Empty:
                # A late answer would be taken for that of the next command.
                self.close()
                raise QmpError(f'{command}: no answer in {timeout} s') from None
        if answer is None:
            raise QmpError(f'{command}: QEMU has ended')
        if 'error' in answer:
            raise QmpError(f"{command}: {answer['error']['desc']}")
        return answer['return']

    def close(self):
        self._is_open = False
        try:
            self._socket.shutdown(socket.SHUT_RDWR)  # wakes the reader too
        except OSError:
            pass  # QEMU was quicker
        self._socket.close()

    def _read(self):
        try:
            with self._socket.makefile('r', encoding='utf-8') as lines:
                for line in lines:
                    self._take(json.loads(line))
        except (OSError, ValueError):
            pass  # QEMU ended, perhaps in the middle of a line
        self._is_open = False
        self._answers.put(None)  # whoever waits is told

    def _take(self, message):
        if 'event' in message:
            self.on_event(message)
        elif 'return' in message or 'error' in message:
            self._answers.put(message)
