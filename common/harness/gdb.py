# SPDX-License-Identifier: MIT
"""GDB: found, pointed at the sources, and run on a list of commands."""

import os
import platform
import re
import shutil
import subprocess
from pathlib import Path

from .chapter import COMMON
from .control import scaled

START, END = '(start of the transcript)', '(end of the transcript)'

TIMEOUT = 60

# Commands that go on until a line `end`. (`if` and `while` nest; in Python code
# neither does, but its blocks have no line that is `end` alone.)
BLOCK = re.compile(r'\s*(python|py|commands|define|document|while|if)\b(.*)')


class GdbError(Exception):
    """There is no GDB, or it did not come to its end."""


def find():
    """The name of a GDB that knows x86."""
    names = ['x86_64-elf-gdb', 'gdb', 'gdb-multiarch']
    if platform.machine() not in ('x86_64', 'AMD64', 'i686'):
        names = ['x86_64-elf-gdb', 'gdb-multiarch', 'gdb']
    if os.environ.get('GDB'):
        names = [os.environ['GDB']]
    for name in names:
        if shutil.which(name):
            return name
    raise GdbError(f'{" or ".join(names)} was not found: '
                   '`make doctor` says how to install it')


def command(elf, program=None):
    """The words that start GDB on a kernel. It wants to be started in the
    chapter's folder: there the names of sources in the debug information start,
    or, those with `common/`, in the folder that holds common/."""
    scripts = [word for name in ('folio.gdb', 'folio.py')
               for word in ('-x', str(COMMON / 'gdb' / name))]
    return [program or find(), '-nx', '-q', *scripts, '-d',
            str(COMMON.parent), str(Path(elf).resolve())]


def run(machine, elf, commands, source_folder='.', timeout=TIMEOUT):
    """Runs GDB on commands, attached to a machine that was started with
    gdb=True, and returns what a person would have seen. The machine goes on
    from where GDB leaves it."""
    script = transcribed(commands, machine.folder)
    words = command(elf) + [
        '-ex', 'set prompt', '-ex', 'set width 0', '-ex', 'set height 0',
        '-ex', f'target remote {machine.gdb_socket}']
    # A session of its own: it shall not touch our terminal.
    process = subprocess.Popen(words, cwd=source_folder, text=True,
                               errors='replace', stdin=subprocess.PIPE,
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                               start_new_session=True)
    try:
        output, _ = process.communicate(script, scaled(timeout))
    except subprocess.TimeoutExpired:
        process.kill()
        output, _ = process.communicate()
        raise GdbError(f'{output}\nGDB: no end after {scaled(timeout):.0f} s') \
            from None
    except BaseException:
        process.kill()
        raise
    if END not in output:
        raise GdbError(f'{output}\nGDB ended early, with status '
                       f'{process.returncode}')
    # GDB's words of welcome and farewell differ from run to run.
    return output.split(START, 1)[-1].split(END, 1)[0]


def transcribed(commands, folder):
    """A script that runs these commands and prints each before it, as it would
    be seen in a terminal. A block goes to a file, which GDB reads without the
    prompts that it would print for each of its lines."""
    script, block, depth = [f'echo {START}'], [], 0
    for number, line in enumerate(commands.splitlines()):
        if not line.strip() and not block:
            continue  # GDB would do the last command once more
        block.append(line)
        depth += opens_block(line, inside=depth > 0)
        depth -= line.strip() == 'end' and depth > 0
        if depth > 0:
            continue
        if not block[0].lstrip().startswith('#'):
            script += [echo(shown, '>' if i else '(gdb) ')
                       for i, shown in enumerate(block)]
        if len(block) > 1:
            path = folder / f'commands-{number}'
            path.write_text('\n'.join(block) + '\n')
            block = [f'source {path}']
        script += block
        block = []
    return '\n'.join(script + block + [f'echo {END}', 'detach', 'quit', ''])


def opens_block(line, inside):
    found = BLOCK.match(line)
    if not found:
        return False
    name, rest = found[1], found[2].strip()
    if name in ('python', 'py'):
        return not rest and not inside  # with code behind it: one line
    if name in ('while', 'if'):
        # Python's own, inside a block of Python, end in a colon.
        return not rest.endswith(':')
    return True


def echo(line, prompt):
    """GDB's command that prints a line; in octal, whatever it might take for
    its own syntax."""
    return 'echo ' + ''.join(
        character if character.isalnum() and character.isascii()
        else ''.join(f'\\{byte:03o}' for byte in character.encode())
        for character in prompt + line) + '\\n'
