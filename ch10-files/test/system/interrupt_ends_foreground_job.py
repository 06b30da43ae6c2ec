# SPDX-License-Identifier: MIT
"""ctrl-C ends the job in the foreground, and the shell goes on."""

# Breaks: process/group.c: if (!is_meant(process, delivery)) { => if (1) {
# Breaks: user/shell/jobs.c: ioctl(0, TCSETS, &settings); =>
# Breaks: user/shell/jobs.c: take_terminal(); // also from a job =>  //
# Breaks: demo.c: console_reset(); =>
# Breaks: process/process.c: if (!process_table_group_lives(self->group)) {
#     => if (false) {
# Breaks: user/shell/jobs.c: sigignore(SIGINT, true); =>
# Breaks: user/shell/jobs.c: jobs_run(jobs[i].pid); => wait_for(jobs[i].pid);

import pytest

from harness.shell import Shell


NO_PROGRAM = '127\n'    # the status; that of a new shell is 0


@pytest.mark.parametrize('keys', [False, True])
@pytest.mark.parametrize('name', ['loops_forever', 'sleeps_forever', 'cat',
                                  'spawns_storm', 'yes'])
def test_it_ends(boot, name, keys):
    shell = Shell(boot(flood=None), keys)
    status, ntries = NO_PROGRAM, 0
    while status == NO_PROGRAM and ntries < 5:
        shell.run('nothing')
        shell.start(name)
        shell.machine.wait_for('y\ny\ny\n') if name == 'yes' else None
        shell.interrupt()
        # If the shell had not read the line yet, ctrl-C has dropped it, and
        # the status is still the one before.
        status, ntries = shell.run('echo $?'), ntries + 1
    assert status == '130\n'
    assert '^C\n' in shell.machine.text
    assert shell.run('ps').count('\n') == 3  # the heading, sh and ps


def test_a_job_in_the_background_goes_on(boot):
    shell = Shell(boot())
    shell.run('sleeps_forever &')
    shell.start('loops_forever')
    shell.interrupt()
    assert '^C\n' in shell.machine.text
    assert 'sleeps_forever' in shell.run('jobs')


def test_a_job_that_is_waited_for_is_in_the_foreground(boot):
    shell = Shell(boot())
    ours = shell.run('ps').splitlines()[1]
    for name in ('sleeps_forever', 'cat'):
        shell.run(f'{name} &')
        ntries = 0
        while shell.run('jobs') != '' and ntries < 5:
            shell.start('wait')
            shell.interrupt()   # may drop the line, as above
            ntries += 1
        assert shell.run('jobs') == ''
    assert shell.run('ps').splitlines()[1] == ours


def test_it_drops_a_line_at_the_prompt(boot):
    shell = Shell(boot())
    shell.run('nothing')
    shell.type('echo dropped')
    shell.machine.wait_for('echo dropped')
    shell.interrupt()
    assert '^C\n' in shell.machine.text
    assert shell.run('echo $?') == NO_PROGRAM
    assert shell.run('echo kept') == 'kept\n'


def test_end_of_file_ends_cat(boot):
    shell = Shell(boot())
    shell.start('cat')
    shell.type('one\r')
    shell.machine.wait_for('one\none\n')
    shell.type('\x04')
    shell.machine.wait_for('$ ')


def test_a_program_that_leaves_raw_mode_does_no_harm(boot):
    shell = Shell(boot())
    assert shell.run('makes_raw') == ''
    assert shell.run('echo works') == 'works\n'


def test_a_shell_in_the_background_returns_the_terminal(boot):
    """It has made itself the foreground group, unless the first shell is slow."""
    shell = Shell(boot())
    shell.run('sh &')
    shell.machine.wait_for('$ ')
    shell.start('exit')
    shell.start('echo works')
    shell.machine.wait_for('works\n')


def test_the_shell_takes_the_terminal_before_each_prompt(boot):
    """A job in the background sets raw mode while the shell waits for a line."""
    shell = Shell(boot())
    shell.run("sh -c 'sleep 1; makes_raw; echo is raw' &")
    shell.machine.wait_for('is raw\n')
    shell.type('x')  # without a newline, the line ends where no more input is
    shell.machine.wait_for('no such program\n')
    shell.machine.wait_for('$ ')
    shell.start('echo works')
    shell.machine.wait_for('works\n')
    assert 'The shell has ended' not in shell.machine.text


def test_the_next_shell_finds_the_terminal_as_at_first(boot):
    """One that is killed cannot restore it."""
    shell = Shell(boot())
    shell.start("sh -c 'makes_raw; kill 1'")
    shell.machine.wait_for('kernel starts another')
    shell.machine.wait_for('$ ')
    assert shell.run('echo works') == 'works\n'
