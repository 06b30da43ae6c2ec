# SPDX-License-Identifier: MIT
"""Programs for the host that are made of a kernel's own files.

Comments in a program's source say what it is made of:

    // With: boot/bootinfo.c base/format.c     in the chapter, or in common/
    // Flags: -Dmemcpy=folio_memcpy            if it needs any
"""

import os
import re
import secrets
import shlex
import subprocess
import tempfile
from pathlib import Path

from . import sandbox
from .chapter import COMMON, Failure, chapter_of
from .control import scaled

# A function that is not declared is an error from GCC 14 on, and so it is here.
COMMON_FLAGS = '-std=gnu11 -Wall -Wextra -Werror=implicit -DFOLIO_HOST'
SANITIZED = shlex.split(
    COMMON_FLAGS + ' -g -O1 -fno-omit-frame-pointer'
    ' -fsanitize=address,undefined -fno-sanitize-recover=all')
FAST = shlex.split(COMMON_FLAGS + ' -O2')
WITH = re.compile(r'^// With: (.*)$', re.MULTILINE)
FLAGS = re.compile(r'^// Flags: (.*)$', re.MULTILINE)
ERROR = re.compile(r'\berror: |undefined reference|multiple definition')
TIMEOUT = 60
SKIPPED = 77  # as Automake and Meson have it


# Around main() while a submission is graded: its files may have the program exit
# before the test is done, and do not know what is printed behind it.
WRAPPED_MAIN = '''\
#include <stdio.h>
int __real_main();
int __wrap_main(int argc, char **argv)
{
    int status = __real_main(argc, argv);
    printf("\\n%s\\n", NONCE);
    return status;
}
'''


class Skipped(Exception):
    """The program says that this computer cannot run it, and why."""


def recipe(path):
    """The sources of a host test, and the flags it is compiled with."""
    text = path.read_text()
    roots = [COMMON]
    if COMMON not in path.parents:
        roots.insert(0, chapter_of(path).folder)
    names = ' '.join(WITH.findall(text)).split()
    flags = [word for root in roots for word in ('-I', str(root))]
    flags += shlex.split(' '.join(FLAGS.findall(text)))
    return [path] + [find(name, roots) for name in names], flags


def find(name, roots):
    for root in roots:
        if (root / name).exists():
            return root / name
    raise Failure(f'build: there is no {name} in '
                  + ' or '.join(str(root) for root in roots))


def reason_of(said):
    """The line of a compiler's output that says why it has failed."""
    lines = said.splitlines() or ['the compiler says nothing']
    return next((line for line in lines if ERROR.search(line)), lines[-1])


def run_on_host(sources, flags=(), mode=SANITIZED, timeout=TIMEOUT):
    """Compiles and runs a program, under the sanitizers unless `mode` holds
    other options; returns its output."""
    with tempfile.TemporaryDirectory() as folder:
        program = str(Path(folder) / 'program')
        nonce = f'main-{secrets.token_hex(8)}' if sandbox.is_on() else ''
        words = [os.environ.get('HOST_CC', 'cc'), *mode, *flags, '-o',
                 program, *map(str, sources),
                 *(wrapped_main(folder, nonce) if nonce else [])]
        compiled = output_of(words, timeout, roots_of(sources, flags), folder)
        if compiled.returncode != 0:
            raise Failure(f'build: {reason_of(compiled.stdout)}\n'
                          f'{shlex.join(words)}\n{compiled.stdout}')
        ran = output_of([program], timeout, [folder])
    if nonce and ran.returncode in (0, SKIPPED):
        if f'\n{nonce}\n' not in ran.stdout:
            raise Failure('the program ended before its test\n'
                          + ran.stdout[-8000:])
        ran.stdout = ran.stdout.replace(f'\n{nonce}\n', '')
    if ran.returncode == SKIPPED:
        raise Skipped((ran.stdout.splitlines() or ['it says so'])[-1])
    if ran.returncode != 0:
        status = ran.returncode
        what = f'killed by signal {-status}' if status < 0 else f'exit {status}'
        raise Failure(f'{what}\n{ran.stdout[-8000:]}')
    return ran.stdout


def wrapped_main(folder, nonce):
    source = Path(folder) / 'main.c'
    source.write_text(f'#define NONCE "{nonce}"\n{WRAPPED_MAIN}')
    return [str(source), '-Wl,--wrap=main']


def roots_of(sources, flags):
    """The folders that a compiler reads for them."""
    included = [flags[at + 1] for at, word in enumerate(flags) if word == '-I']
    return {str(Path(path).parent) for path in sources} | set(included)


def output_of(words, timeout, readable=(), writable=None, cwd=None,
              apart=False):
    """Runs a program, without input, and returns it when it has ended; stderr is
    part of stdout unless it is to be apart. While a submission is graded, the
    program reads only these folders or files, and writes only in one folder;
    then no other process may run that the caller has started: sandbox.run()
    kills it."""
    words = [str(word) for word in words]
    if sandbox.is_on():
        return watched(sandbox.words(words, [writable] if writable else [],
                                     readable, has_tmp=writable is not None),
                       timeout, cwd, apart)
    try:
        return subprocess.run(words, check=False, text=True, errors='replace',
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE if apart
                              else subprocess.STDOUT, cwd=cwd,
                              timeout=scaled(timeout))
    except subprocess.TimeoutExpired as error:
        printed = error.stdout or b''
        if isinstance(printed, bytes):
            printed = printed.decode(errors='replace')
        raise Failure(f'timeout: {shlex.join(words)} did not end in '
                      f'{scaled(timeout):.0f} s\n{printed[-8000:]}') from None
    except FileNotFoundError:
        raise Failure(f'build: {words[0]} was not found') from None


def watched(words, timeout, cwd, apart):
    ended = sandbox.run(words, cwd, sandbox.environment(), scaled(timeout),
                        sandbox.PROGRAM_MEMORY_MB, sandbox.PROGRAM_PROCESSES,
                        noted=sandbox.PROGRAM_NOTED, apart=apart)
    if ended.why:
        raise Failure(f'stopped: {ended.why}\n'
                      + (ended.output + ended.errors)[-8000:])
    return subprocess.CompletedProcess(words, ended.status, ended.output,
                                       ended.errors)
