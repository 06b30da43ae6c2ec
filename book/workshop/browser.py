# SPDX-License-Identifier: MIT
"""A headless Chromium, driven over a pair of pipes.

    with Browser() as browser:
        browser.open(path, width=380, dark=True)
        browser.evaluate('document.title')

Its protocol (CDP) is JSON between NUL bytes, on its descriptors 3 and 4.
"""

import base64
import itertools
import json
import os
import select
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from . import BOOK  # noqa: F401  for the path of harness

from harness.control import scaled  # noqa: E402

NAMES = ('chromium', 'chromium-browser', 'google-chrome', 'chrome')
TIMEOUT = 60


class BrowserError(Exception):
    """The browser is gone, slow, or refused something."""


def find():
    """The path of a Chromium, or None."""
    return next(filter(None, map(shutil.which, NAMES)), None)


class Browser:
    def __init__(self):
        self._numbers = itertools.count(1)
        self._folder = tempfile.mkdtemp(prefix='folio-browser-')
        self._buffer = b''
        self._loaded = False
        theirs_in, self._to = os.pipe()
        self._from, theirs_out = os.pipe()
        os.set_inheritable(theirs_in, True)
        os.set_inheritable(theirs_out, True)
        words = [find(), '--headless=new', '--remote-debugging-pipe',
                 '--no-first-run', '--disable-gpu', '--no-sandbox',
                 '--disable-background-networking', '--disable-extensions',
                 '--disable-dev-shm-usage', '--hide-scrollbars',
                 f'--user-data-dir={self._folder}', 'about:blank']
        # The shell puts our pipes where Chromium looks for them.
        shell = f'exec "$@" 3<&{theirs_in} 4>&{theirs_out}'
        self._process = subprocess.Popen(
            ['bash', '-c', shell, 'browser', *words],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, pass_fds=(theirs_in, theirs_out))
        os.close(theirs_in)
        os.close(theirs_out)
        self._session = None
        try:
            page = self._call('Target.createTarget', url='about:blank')
            self._session = self._call('Target.attachToTarget', flatten=True,
                                       targetId=page['targetId'])['sessionId']
            self._call('Page.enable')
        except BaseException:
            self.close()
            raise

    def open(self, path, width=1280, height=900, dark=False, script=True):
        """Loads a file at this width, in light or dark."""
        self._call('Emulation.setDeviceMetricsOverride', width=width,
                   height=height, deviceScaleFactor=1, mobile=width < 600)
        self._call('Emulation.setEmulatedMedia', features=[
            {'name': 'prefers-color-scheme', 'value':
             'dark' if dark else 'light'}])
        self._call('Emulation.setScriptExecutionDisabled', value=not script)
        self._loaded = False
        self._call('Page.navigate', url=Path(path).resolve().as_uri())
        deadline = time.monotonic() + scaled(TIMEOUT)
        while not self._loaded:
            self._receive(deadline)

    def evaluate(self, expression):
        """The value of a JavaScript expression; a promise is waited for."""
        answer = self._call('Runtime.evaluate', expression=expression,
                            returnByValue=True, awaitPromise=True)
        if 'exceptionDetails' in answer:
            raise BrowserError(json.dumps(answer['exceptionDetails'])[:2000])
        return answer['result'].get('value')

    def press(self, key, code=None):
        """Presses a key, as Tab, Enter or ' '."""
        text = {'Enter': '\r', ' ': ' '}.get(key, '')
        virtual = {'Tab': 9, 'Enter': 13, ' ': 32, 'Escape': 27}.get(key, 0)
        for kind in ('keyDown', 'keyUp'):
            self._call('Input.dispatchKeyEvent', type=kind, key=key, text=text,
                       code=code or key, windowsVirtualKeyCode=virtual)

    def picture(self, path, whole=True):
        """Writes a picture of the page to a .png file."""
        answer = self._call('Page.captureScreenshot', format='png',
                            captureBeyondViewport=whole)
        Path(path).write_bytes(base64.b64decode(answer['data']))

    def close(self):
        self._process.kill()
        self._process.wait()
        for pipe in (self._to, self._from):
            os.close(pipe)
        shutil.rmtree(self._folder, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, *unused):
        self.close()

    def _call(self, method, **arguments):
        number = next(self._numbers)
        message = {'id': number, 'method': method, 'params': arguments}
        if self._session:
            message['sessionId'] = self._session
        data = json.dumps(message).encode() + b'\0'
        while data:
            data = data[os.write(self._to, data):]
        deadline = time.monotonic() + scaled(TIMEOUT)
        while True:
            answer = self._receive(deadline)
            if answer.get('id') == number:
                if 'error' in answer:
                    raise BrowserError(f"{method}: {answer['error']}")
                return answer['result']

    def _receive(self, deadline):
        """The next message; notes that a page has been loaded."""
        while b'\0' not in self._buffer:
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([self._from], [], [], left)[0]:
                raise BrowserError('the browser does not answer')
            data = os.read(self._from, 1 << 20)
            if not data:
                raise BrowserError('the browser has ended')
            self._buffer += data
        line, self._buffer = self._buffer.split(b'\0', 1)
        message = json.loads(line)
        if message.get('method') == 'Page.loadEventFired':
            self._loaded = True
        return message
