# SPDX-License-Identifier: MIT
"""The harness is trusted to say what is wrong with a kernel. Here it is shown
kernels of which we know (kernels.asm)."""

import json
import os
import re
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from harness import bochs
from harness import iso as iso_module
from harness import screen
from harness import user_on_host
from harness.chapter import COMMON, Failure
from harness.control import scaled
from harness.kernel_tests import Boot, authentic, judge, judge_panic
from harness.machine import Machine, MachineError

HERE = Path(__file__).parent
WAYS = ('PASS', 'TRIPLE_FAULT', 'HANG', 'FLOOD', 'MUTE', 'REBOOT', 'WRONG_EXIT',
        'PANIC', 'TESTS', 'ECHO', 'HALT')
CONFIG = '# folio grub.cfg\nmultiboot2 /boot/kernel.elf\nboot\n'


@pytest.fixture(scope='module')
def image(tmp_path_factory):
    """One image with all these kernels; image(WAY) is a copy that boots one."""
    folder = tmp_path_factory.mktemp('a folder, with a comma')
    for way in WAYS:
        subprocess.run(['nasm', '-f', 'bin', f'-DWAY={way}', '-o',
                        folder / way, HERE / 'kernels.asm'], check=True)
    (folder / 'grub.cfg').write_text(CONFIG.ljust(4095, '#') + '\n')
    whole = folder / 'all.iso'
    subprocess.run([COMMON / 'tools' / 'mkiso', '--bios', whole,
                    folder / 'grub.cfg',
                    *(folder / way for way in ('PASS', *WAYS))], check=True)

    def make(way):
        config = CONFIG.replace('kernel.elf', way)
        return iso_module.with_config(whole, config, folder / f'{way}.iso')

    return make


@pytest.mark.parametrize('way, verdict, exit_status', [
    ('PASS', 'success', 33), ('WRONG_EXIT', 'exit 15', 15),
    ('TRIPLE_FAULT', 'triple fault', 0),
    ('REBOOT', 'reboot', None)])
def test_an_end_has_a_name(image, boot, way, verdict, exit_status):
    machine = boot(image(way), bits=32)
    status = machine.wait_exit(timeout=20)
    assert machine.verdict == verdict
    assert exit_status in (None, status)


@pytest.mark.parametrize('way, verdict', [
    ('HANG', 'timeout: no end in 2 s'), ('MUTE', 'no output: no end in 2 s'),
    ('PANIC', 'panic: the CPU has halted for good'),
    ('HALT', 'halted: the CPU has halted for good')])
def test_no_end_has_a_name(image, boot, way, verdict):
    machine = boot(image(way), bits=32)
    with pytest.raises(MachineError, match=f'^{verdict}'):
        machine.wait_exit(timeout=2 if way in ('HANG', 'MUTE') else 20)
    assert machine.verdict == verdict.split(':')[0]
    assert not machine.is_running


def test_late_output_does_not_hide_that_the_cpu_has_halted(image, boot):
    machine = boot(image('HALT'), bits=32)
    registers = machine.registers

    def registers_and_late_output():
        found = registers()
        machine.noutput += 1  # as when the listening thread runs late
        return found

    machine.registers = registers_and_late_output
    with pytest.raises(MachineError, match='has halted for good'):
        machine.wait_exit(timeout=20)
    assert machine.has_halted


def test_a_machine_that_is_being_ended_has_not_halted(image, boot):
    """From QEMU 9.1 on, the exit device switches the machine off first."""
    machine = boot(image('HALT'), bits=32)
    machine.shutdown_reason = 'guest-shutdown'
    threading.Timer(1, machine.kill).start()
    machine.wait_exit(timeout=20)
    assert not machine.has_halted
    assert 'terminating' not in machine.complaints


def test_a_flood_is_cut(image, boot):
    machine = boot(image('FLOOD'), bits=32, flood=50_000)
    machine.wait_exit(timeout=20)
    assert machine.verdict == 'flood'
    assert len(machine.text) < 200_000


def test_a_wait_tells_what_came_instead(image, boot):
    machine = boot(image('TRIPLE_FAULT'), bits=32)
    with pytest.raises(MachineError) as caught:
        machine.wait_for('all is well', timeout=20)
    message = str(caught.value)
    assert message.startswith("triple fault: it ended before 'all is well'")
    assert 'folio: ch00-harness' in message
    assert 'EIP=0x10' in message


def test_a_machine_can_be_spoken_to_and_looked_at(image, boot, tmp_path):
    machine = boot(image('ECHO'), bits=32)
    machine.wait_for('folio: ch00-echo\n')
    machine.serial_write(b'hello\n')
    machine.wait_for('hello\n')
    registers = machine.registers()
    assert 0x100000 <= registers['EIP'] < 0x101000
    assert registers['ESP'] == 0x90000 and registers['CR0'] & 1
    assert registers['CS.limit'] == 0xFFFFFFFF
    assert not machine.is_halted()
    assert not machine.has_interrupts_on()
    header = machine.read_physical(0x100000, 4)
    assert header == (0xE85250D6).to_bytes(4, 'little')
    rows = screen.cells(machine)
    assert [len(row) for row in rows] == [80] * 25
    row, column = screen.cursor(machine)
    assert 0 <= row < 25 and 0 <= column < 80
    machine.screendump(tmp_path / 'screen.png')
    assert (tmp_path / 'screen.png').read_bytes().startswith(b'\x89PNG')


def test_no_process_and_no_file_stays_behind(image):
    with pytest.raises(KeyboardInterrupt):
        with Machine(image('HANG'), bits=32) as machine:
            folder, process = machine.folder, machine._process.pid
            raise KeyboardInterrupt
    assert not folder.exists()
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


@pytest.mark.skipif(not sys.platform.startswith('linux'),
                    reason='only Linux can tie a process to its parent')
def test_a_machine_dies_with_us_even_if_we_are_killed(image):
    program = ('import sys; from harness.machine import Machine\n'
               'machine = Machine(sys.argv[1], bits=32)\n'
               'print(machine._process.pid, machine.folder, flush=True)\n'
               'machine.wait_exit()')
    with subprocess.Popen([sys.executable, '-c', program, image('HANG')],
                          env={**os.environ, 'PYTHONPATH': str(COMMON)},
                          text=True, stdout=subprocess.PIPE) as parent:
        process, folder = parent.stdout.readline().split()
        parent.kill()
    shutil.rmtree(folder)
    deadline = time.monotonic() + 10
    while is_alive(int(process)):
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.mark.skipif(bool(bochs.missing()), reason=str(bochs.missing()))
@pytest.mark.skipif(not sys.platform.startswith('linux'),
                    reason='only Linux can tie a process to its parent')
def test_bochs_dies_with_us_even_if_we_are_killed(image, tmp_path):
    program = ('import sys, time; from pathlib import Path\n'
               'from harness import bochs\n'
               'bochs.start(sys.argv[1], Path(sys.argv[2]), 128,\n'
               '            "corei7_skylake_x")\n'
               'time.sleep(99)')
    with subprocess.Popen([sys.executable, '-c', program, image('HANG'),
                           tmp_path],
                          env={**os.environ, 'PYTHONPATH': str(COMMON)}) \
            as parent:
        wait_until(lambda: len(working_in(tmp_path)) >= 2)  # script, and Bochs
        parent.kill()
    wait_until(lambda: not working_in(tmp_path))


def working_in(folder):
    """The processes whose current folder this is."""
    found = []
    for path in Path('/proc').glob('[0-9]*'):
        try:
            if (path / 'cwd').samefile(folder) and is_alive(path.name):
                found.append(path.name)
        except OSError:
            continue  # it has just ended, or is not ours to ask
    return found


def wait_until(condition):
    deadline = time.monotonic() + scaled(20)
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def is_alive(process):
    try:
        status = Path(f'/proc/{process}/stat').read_text()
    except FileNotFoundError:
        return False
    return status.rpartition(')')[2].split()[0] != 'Z'


# --- judging what the runner in a kernel printed ---

GOOD = ('folio: ch00-x\ntest: a\nok: a\ntest: b\nok: b\n'
        'tests: 2 passed, 0 failed\n')
HALF = 'folio: ch00-x\ntest: a\nok: a\ntest: b\n'


def ended(text, verdict='success', exit_status=33, has_halted=False):
    return Boot(text, verdict, exit_status, has_halted, '')


def why(name, *boot, judged_by=judge):
    """The first words of a failure, or 'passed'."""
    try:
        judged_by(name, ended(*boot))
    except Failure as failure:
        return str(failure).splitlines()[0]
    return 'passed'


@pytest.mark.parametrize('boot, a, b', [
    ((GOOD,), 'passed', 'passed'),
    ((GOOD, 'exit 1', 1), 'passed', 'exit 1 in this test'),
    ((GOOD.replace('2 passed', '3 passed'),), 'passed',
     'wrong line: tests: 3 passed, 0 failed in this test'),
    ((GOOD.replace('ok: a', 'FAIL: a: x.c:1: 1 == 2').replace(
        '2 passed, 0', '1 passed, 1'), 'exit 35', 35),
     'failed: x.c:1: 1 == 2', 'passed'),
    ((HALF, 'triple fault', 0), 'passed', 'triple fault in this test'),
    ((HALF, 'panic', -15, True), 'passed', 'panic in this test'),
    ((HALF, 'timeout', -15), 'passed', 'timeout in this test'),
    ((HALF + GOOD, 'reboot', -15), 'passed', 'reboot in this test'),
    ((HALF.replace('test: b\n', ''), 'triple fault', 0),
     'triple fault in this test', 'not reached: triple fault in a'),
    (('', 'no output', -15), 'no output before the first test',
     'no output before the first test'),
    ((GOOD.replace('test: b\nok: b\n', '').replace('2 p', '1 p'),), 'passed',
     'build: the test image holds no test b; is it old?'),
    ((GOOD.replace('ok: a\n', '').replace('2 passed', '1 passed'),),
     'wrong line: not one `ok: a`', 'passed')])
def test_one_boot_is_judged_test_by_test(boot, a, b):
    assert (why('a', *boot), why('b', *boot)) == (a, b)


DEEP = 'folio: ch00-x\ntest: deep\nexpect: too deep\nPANIC: it is too deep\n'


@pytest.mark.parametrize('boot, verdict', [
    ((DEEP, 'panic', -15, True), 'passed'),
    ((DEEP, 'panic', 35), 'exit 35: it did not stop after the panic'),
    ((DEEP.replace('it is too', 'not'), 'panic', -15, True),
     "wrong line: a panic without 'too deep'"),
    ((DEEP.replace('test: deep\nexpect: too deep\n', ''), 'panic', -15, True),
     'wrong line: not `test: deep` and then `expect: ...`'),
    ((DEEP + 'FAIL: deep: x.c:1: returned', 'exit 35', 35),
     'failed: x.c:1: returned'),
    ((DEEP, 'triple fault', 0), 'triple fault, where it was to panic')])
def test_an_expected_panic_is_judged(boot, verdict):
    assert why('deep', *boot, judged_by=judge_panic) == verdict


def test_a_line_counts_only_with_the_nonce():
    nonce = '0123456789abcdef'
    own = re.sub('^((test|ok|tests): .*)$', rf'\1 {nonce}', GOOD,
                 flags=re.MULTILINE)
    assert authentic(own, nonce) == GOOD
    forged = own.replace(f'ok: b {nonce}', 'ok: b')
    assert why('a', authentic(forged, nonce)) == 'passed'
    assert why('b', authentic(forged, nonce)).startswith('wrong line: tests: 2')
    assert authentic(forged, 'f' * 16).count("not the runner's: ") == 5


# --- the whole of it: pytest on a chapter of our own ---

def test_pytest_names_what_failed_and_ends_in_one_line(image, tmp_path):
    chapter = tmp_path / 'ch00-harness'
    test = chapter / 'test' / 'boot'
    (test / 'host').mkdir(parents=True)
    (chapter / 'build').mkdir()
    described = {'name': 'ch00-harness', 'number': '00', 'build': 'build',
                 'bits': 32, 'screen': False, 'command_line': False}
    (chapter / 'Makefile').write_text(
        f"describe:\n\t@echo '{json.dumps(described)}'\n")
    shutil.copy(image('TESTS'), chapter / 'build' / 'test.iso')
    shutil.copy(image('PANIC'), chapter / 'build' / 'test-deep.iso')
    for name in ('first', 'second', 'third'):
        (test / f'{name}.c').write_text(f'TEST({name})\n{{\n}}\n')
    (test / 'deep.c').write_text('TEST_PANICS(deep,\n            "too deep")\n')
    (test / 'host' / 'overrun.c').write_text(
        'int main(int n, char **a) { (void)a; int x[1] = {0}; return x[n]; }\n')
    (test / 'outside.py').write_text(
        'import pytest\n'
        'def test_passes(chapter):\n    assert chapter.bits == 32\n'
        'def test_is_skipped():\n    pytest.skip("no such thing here")\n')
    plain = run_pytest(chapter)
    assert plain.stdout.splitlines()[-1] == '3 passed, 3 failed, 1 skipped'
    assert plain.returncode == 1
    for line in ('second: triple fault in this test',
                 'third: not reached: triple fault in second'):
        assert line in plain.stdout
    assert 'index 1 out of bounds' in plain.stdout
    strict = run_pytest(chapter, FOLIO_REQUIRE_ALL='1')
    assert strict.stdout.splitlines()[-1] == '3 passed, 4 failed'
    leftovers = [path for path in chapter.rglob('*') if path.suffix == '.pyc']
    assert not leftovers
    (chapter / 'build' / 'test.iso').unlink()
    bare = run_pytest(chapter)
    assert bare.stdout.splitlines()[-1].endswith(
        '; images are missing, build them: '
        'make -C ch00-harness all test-images')


def run_pytest(chapter, **environment):
    clean = {name: value for name, value in os.environ.items()
             if not name.startswith(('PYTEST_', 'FOLIO_'))}
    return subprocess.run(
        [sys.executable, '-m', 'pytest', '-c', COMMON / 'harness/pytest.ini',
         '--rootdir', chapter.parent, chapter / 'test'], text=True, check=False,
        stdin=subprocess.DEVNULL, capture_output=True, cwd=chapter.parent,
        env={**clean, 'PYTHONPATH': str(COMMON),
             'PYTHONDONTWRITEBYTECODE': '1', **environment})


def test_another_command_line_leaves_the_rest_of_the_image_alone(
        image, tmp_path):
    whole = image('PASS')
    text = iso_module.config(whole).replace('/PASS', '/kernel.elf')
    named = iso_module.with_config(whole, text, tmp_path / 'named.iso')
    other = iso_module.with_command_line(named, r'test=a\b x', tmp_path / 'o')
    assert 'kernel.elf test=a\\b x\nboot' in iso_module.config(other)
    back = iso_module.with_command_line(other, '', tmp_path / 'back.iso')
    assert back.read_bytes() == named.read_bytes()
    with pytest.raises(iso_module.IsoError, match='bytes too long'):
        iso_module.with_command_line(named, 'x' * 4096, tmp_path / 'long.iso')


def test_a_time_limit_grows_when_the_load_does(image, boot, monkeypatch):
    machine = boot(image('HANG'), bits=32)
    load, start = [1], time.monotonic()
    monkeypatch.setattr('harness.machine.scaled',
                        lambda seconds: seconds * load[0])

    def is_past_the_first_limit():
        load[0] = 1000
        return time.monotonic() > start + 0.5

    assert machine._wait(is_past_the_first_limit, timeout=0.1)


@pytest.mark.parametrize('processes, scale, limit', [
    (0.5, None, 10), (2, None, 10), (8, None, 40), (99, None, 100),
    (8, '', 40), (8, '0.5', 5), (0, '3', 30),
])
def test_a_time_limit_is_longer_on_a_busy_computer(monkeypatch, processes,
                                                   scale, limit):
    monkeypatch.setattr(os, 'getloadavg', lambda: (processes, 0, 0))
    monkeypatch.setattr(os, 'cpu_count', lambda: 2)
    monkeypatch.delenv('FOLIO_TIMEOUT_SCALE', raising=False)
    if scale is not None:
        monkeypatch.setenv('FOLIO_TIMEOUT_SCALE', scale)
    assert scaled(10) == limit


def test_threads_that_compile_programs_share_no_file(monkeypatch, tmp_path):
    """What all programs are linked with is made before the threads start."""
    made_by = {}

    def run(_, *words):
        if '-o' in words:
            path = words[words.index('-o') + 1]
            made_by.setdefault(path, []).append(threading.current_thread())
        return ''

    monkeypatch.setattr(user_on_host.Compiler, 'run', run)
    for name in ('programs/cat.c', 'programs/ls.c', 'lib/errno.c'):
        (tmp_path / 'user' / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / 'user' / name).touch()
    programs = sorted(tmp_path.glob('user/programs/*.c'))
    user_on_host.Compiler(SimpleNamespace(folder=tmp_path),
                          tmp_path).compile_all(programs)
    here = threading.current_thread()
    assert {path.name for path, threads in made_by.items()
            if threads != [here]} == {'cat', 'programs-cat.o',
                                      'ls', 'programs-ls.o'}
    assert tmp_path / 'harness-linux_calls.o' in made_by
