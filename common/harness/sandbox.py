# SPDX-License-Identifier: MIT
"""Runs commands on a stranger's sources: with limits, and in a sandbox.

The sandbox is bubblewrap's: no network, no processes but its own, and of this
computer's files only the system's programs, and the folders that are named. The
limits are those of ulimit, and of watch(), which looks at the whole tree of
processes. FOLIO_SANDBOX says what words() makes of a command:

    bwrap    bubblewrap around it, and limits
    limits   limits alone, where there is no bubblewrap
    (none)   the command as it is: the sources are our own
"""

import ctypes
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections import namedtuple
from pathlib import Path

CPU_SECONDS, FILE_MB, BUILD_MEMORY_MB, PROCESSES = 120, 64, 4096, 256
TMP_MB = 256  # it is memory
# Of a test on the host: sanitizers want much memory, and it starts nothing.
PROGRAM_MEMORY_MB, PROGRAM_PROCESSES = 4096, 64

# $1 is the memory in KiB, or "unlimited". In dash -p is the number of processes;
# bash has -u for it. With bubblewrap they are counted in the sandbox alone, and
# else with all that the user runs; for root there is no such limit.
LIMITS = (f'ulimit -c 0; ulimit -t {CPU_SECONDS}; '
          f'ulimit -f {FILE_MB * 2048}; ulimit -v "$1" 2>/dev/null; '
          f'ulimit -u "$2" 2>/dev/null || ulimit -p "$2" 2>/dev/null; '
          f'shift 2; exec "$@"')
SYSTEM = ('/bin', '/sbin', '/lib', '/lib32', '/lib64', '/libx32')
MORE = ('/opt', '/nix', '/etc/alternatives', '/etc/ld.so.cache',
        '/etc/ld.so.conf', '/etc/ld.so.conf.d')
KEPT = {'PATH', 'HOME', 'LANG', 'TMPDIR', 'XDG_DATA_HOME', 'CROSS', 'TERM'}
NOTED = 32 * 1024  # of the output, from its start and from its end
PROGRAM_NOTED = 2 * 1024 * 1024  # of a program under test: tests compare it

# How a command ended: its status, None if watch() ended it, which `why` says.
# `errors` is what it printed on stderr, if that is kept apart.
Ended = namedtuple('Ended', 'status output why errors')


def kind():
    """What FOLIO_SANDBOX is to be on this computer, and why not bwrap."""
    if not shutil.which('bwrap'):
        return 'limits', 'bubblewrap (bwrap) was not found'
    tried = subprocess.run(bubblewrap([], [], True) + ['true'], check=False,
                           stdin=subprocess.DEVNULL, capture_output=True,
                           text=True)
    if tried.returncode:
        return 'limits', f'bubblewrap cannot run: {tried.stderr.strip()}'
    return 'bwrap', ''


def environment(**more):
    """Ours without what is secret, or for another make."""
    kept = {name: value for name, value in os.environ.items()
            if name in KEPT or name == 'FOLIO_TIMEOUT_SCALE'}
    return {**kept, 'LC_ALL': 'C', 'USER': 'folio', **more}


def is_on():
    return bool(os.environ.get('FOLIO_SANDBOX'))


def words(command, writable=(), readable=(), memory_mb=None, has_tmp=True):
    """A command that may write to these folders, and read those. It gets an
    empty /tmp, unless it is to write nothing at all."""
    chosen = os.environ.get('FOLIO_SANDBOX')
    if not chosen:
        return list(command)
    memory = str(memory_mb * 1024) if memory_mb else 'unlimited'
    nprocesses = PROCESSES + (0 if chosen == 'bwrap' else own_threads())
    limited = ['/bin/sh', '-c', LIMITS, 'sh', memory, str(nprocesses), *command]
    if chosen != 'bwrap':
        return limited
    return bubblewrap(writable, readable, has_tmp) + limited


def bubblewrap(writable, readable, has_tmp):
    made = ['bwrap', '--unshare-all', '--die-with-parent', '--new-session',
            '--setenv', 'TMPDIR', '/tmp', '--proc', '/proc', '--dev', '/dev',
            '--ro-bind', '/usr', '/usr']
    for path in SYSTEM:
        if os.path.islink(path):
            made += ['--symlink', os.readlink(path), path]
        elif os.path.isdir(path):
            made += ['--ro-bind', path, path]
    for path in MORE + (str(own_tools()),):
        made += ['--ro-bind-try', path, path]
    made += ['--size', str(TMP_MB << 20), '--tmpfs', '/tmp'] if has_tmp else []
    for option, folders in (('--ro-bind', readable), ('--bind', writable)):
        for folder in folders:
            path = str(Path(folder).resolve())
            made += [option, path, path]
    return made + ([] if has_tmp else ['--remount-ro', '/dev', '--remount-ro',
                                       '/'])


def own_threads():
    """How many threads the user of this process has."""
    count = 0
    for path in Path('/proc').glob('[0-9]*/task'):
        try:
            if path.stat().st_uid == os.getuid():
                count += len(os.listdir(path))
        except OSError:
            continue  # it has just ended
    return count


def own_tools():
    """The folder that probe.sh calls FOLIO."""
    data = os.environ.get('XDG_DATA_HOME') or Path.home() / '.local/share'
    return Path(data) / 'folio'


# --- a tree of processes, watched ---

def run(command, cwd, env, seconds, memory_mb, nprocesses, disk_mb=None,
        noted=NOTED, apart=False):
    """Runs a command to its end, or to that of a limit; then nothing of it is
    left running, nor anything else that this process has started: it is called
    where nothing else runs. disk_mb limits what lies in its folder. The output
    is cut in the middle."""
    adopt_orphans()
    with subprocess.Popen([str(word) for word in command], cwd=cwd, env=env,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE if apart
                          else subprocess.STDOUT,
                          start_new_session=True) as process:
        heard = bytearray(), bytearray()
        listeners = [threading.Thread(target=listen, daemon=True,
                                      args=(stream, to, noted))
                     for stream, to in zip((process.stdout, process.stderr),
                                           heard) if stream]
        try:
            for listener in listeners:
                listener.start()
            why = watch(process, seconds, memory_mb, nprocesses, cwd, disk_mb)
        finally:  # also if we are interrupted
            end_tree(process)
        for listener in listeners:
            listener.join(5)
    status = None if why else process.returncode
    output, errors = (one.decode('utf-8', errors='replace') for one in heard)
    return Ended(status, output, why, errors)


def listen(stream, heard, noted):
    for piece in iter(lambda: stream.read1(65536), b''):
        heard += piece
        if len(heard) > 2 * noted:
            del heard[noted:len(heard) - noted]


def watch(process, seconds, memory_mb, nprocesses, folder, disk_mb):
    """Waits for the end, or says which limit was passed."""
    deadline = time.monotonic() + seconds
    look_at_disk = time.monotonic()
    while not has_ended(process):
        if time.monotonic() > deadline:
            return f'it did not end in {seconds:.0f} s'
        tree = descendants(process.pid)
        if len(tree) > nprocesses:
            return f'it had more than {nprocesses:.0f} processes'
        if memory_of(tree) > memory_mb * 1024 * 1024:
            return f'it used more than {memory_mb:.0f} MB of memory'
        if disk_mb and time.monotonic() > look_at_disk:
            if size_of(folder) > disk_mb * 1024 * 1024:
                return f'it wrote more than {disk_mb:.0f} MB'
            look_at_disk = time.monotonic() + 1
    return None


def has_ended(process):
    """Waits for it, but no longer than a tenth of a second."""
    try:
        process.wait(0.1)
        return True
    except subprocess.TimeoutExpired:
        return False


def size_of(folder):
    """The bytes that a folder's files take on the disk."""
    nblocks = 0
    for path, _, names in os.walk(folder):
        for name in names:
            try:
                nblocks += os.lstat(os.path.join(path, name)).st_blocks
            except OSError:
                continue  # it was just removed
    return nblocks * 512


def descendants(top):
    """The numbers of a process and of those below it, as far as /proc knows."""
    children = {}
    for entry in os.listdir('/proc') if os.path.isdir('/proc') else ():
        if entry.isdigit():
            try:
                with open(f'/proc/{entry}/stat', encoding='utf-8',
                          errors='replace') as file:
                    parent = int(file.read().rpartition(')')[2].split()[1])
            except (OSError, IndexError, ValueError):
                continue  # it has just ended
            children.setdefault(parent, []).append(int(entry))
    found, queue = [], [top]
    while queue:
        found.append(queue.pop())
        queue += children.get(found[-1], [])
    return found


def memory_of(tree):
    npages = 0
    for number in tree:
        try:
            with open(f'/proc/{number}/statm', encoding='ascii') as file:
                npages += int(file.read().split()[1])
        except (OSError, IndexError, ValueError):
            continue
    return npages * os.sysconf('SC_PAGE_SIZE')


def end_tree(process):
    """Kills what is left of a process's tree, and what fell from it to us."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except OSError:
        pass
    for _ in range(100):
        left = [number for number in descendants(os.getpid())[1:]
                if number != process.pid or process.poll() is None]
        if not left:
            break
        # All are stopped before the first is killed: none starts another.
        for end in (signal.SIGSTOP, signal.SIGKILL):
            for number in left:
                try:
                    os.kill(number, end)
                except OSError:
                    pass  # it has just ended
        reap(process)
        time.sleep(0.01)
    process.wait()


def reap(process):
    """Waits for adopted orphans; the process is for its own Popen."""
    for number in descendants(os.getpid())[1:]:
        if number != process.pid:
            try:
                os.waitpid(number, os.WNOHANG)
            except OSError:
                pass  # it is not our child, or was waited for


PR_SET_CHILD_SUBREAPER = 36


def adopt_orphans():
    """On Linux a process whose parent has ended becomes our child."""
    if sys.platform.startswith('linux'):
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
