# SPDX-License-Identifier: MIT
"""A session at the shell with files: redirections, variables, patterns and
scripts; what a script shares with its programs; and ctrl-C, which ends a script
with them."""

# Breaks: user/shell/launch.c: if (pid == -ENOEXEC) { => if (0) {
# Breaks: user/programs/sh.c: input.descriptor, byte, 1) => 0, byte, 1)
# Breaks: user/programs/sh.c: jobs_is_interactive() && error == E2BIG => false
# Breaks: user/shell/jobs.c: waitpid(jobs[i].pid, &wait_status, WNOHANG) !=
#     => true ||
# Breaks: user/programs/tee.c: fflush(file); =>
# Breaks: user/shell/redirect.c: redirect_close(files); => ;
# Breaks: user/shell/parameters.c: "/bin:/demo" => "/bin"

import re

from harness.shell import Shell

SESSION = [
    ('pwd', '/\n'),
    ('counter A 1 1', '(.*\n)*A: 1\n'),
    ('ls /bin/counter', 'ls: /bin/counter: No such .*\n'),
    ('mkdir /work; cd /work; pwd', '/work\n'),
    ('echo one > a; echo two >> a; cat < a', 'one\ntwo\n'),
    ('wc -l < a > lines; cat lines', ' *2\n'),
    ('ls nosuch 2> errors; echo $?', '1\n'),
    ('cat errors', 'ls: .*nosuch.*\n'),
    ('export x=1; x=2 env x=3 env > vars; grep "^x=" vars', 'x=3\n'),
    ('env > vars; grep "^x=" vars; rm vars; unset x', 'x=1\n'),
    ('help > text; head -n 1 text', 'Type the name of a program .*\n'),
    ('name="a b"; echo $name > "$name.txt"; cat *.txt', 'a b\n'),
    ('echo *', r'a a b\.txt errors lines text\n'),
    ('echo ?; echo "?" l*s', r'a\n\? lines\n'),
    ('ls /bin/* > all; grep sh all', '(.*\n)*/bin/sh\n(.*\n)*'),
    ('echo /bin/tru[e-f] /dev/n*l', '/bin/true /dev/null\n'),
    ("echo 'cd /dev; echo $0 $# $2 in; pwd' > script", ''),
    ('./script; echo $?', r'sh: \./script: Permission denied\n126\n'),
    ('chmod +x script', ''),
    ('./script 1 2; pwd', r'\./script 2 2 in\n/dev\n/work\n'),
    ('script', 'sh: script: there is no such program\n'),
    ('PATH=/work:/bin; script; PATH=/bin', '/work/script 0 in\n/dev\n'),
    ('sh script; echo $?', 'script 0 in\n/dev\n0\n'),
    ("echo cat > input; echo the rest >> input; sh < input", 'the rest\n'),
    ('cd ..; pwd; cd -', '/\n/work\n'),
    ('echo a > /nosuch/a; echo $?', 'sh: /nosuch/a: No such .*\n2\n'),
    ('sh nosuch; echo $?', 'sh: nosuch: No such .*\n127\n'),
    ('sh /bin; echo $?', 'sh: /bin: Is a directory\n126\n'),
    ('sh /bin/true; echo $?', 'sh: /bin/true: .*\n126\n'),
    ('/etc; echo $?', 'sh: /etc: Permission denied\n126\n'),
    ('rm *; echo *', r'\*\n'),
]


def test_a_session(boot):
    shell = Shell(boot())
    answers = [(line, wanted, shell.run(line)) for line, wanted in SESSION]
    assert [[line, answer] for line, wanted, answer in answers
            if not re.fullmatch(wanted, answer)] == []


def test_interrupt_ends_a_script_with_its_programs(boot):
    shell = Shell(boot())
    shell.run("echo 'echo begins; loops_forever; echo goes on' > /tmp/script")
    shell.run('chmod +x /tmp/script')
    shell.start('/tmp/script')
    shell.machine.wait_for('begins\n')
    shell.interrupt()
    assert 'goes on\n' not in shell.machine.text
    assert shell.run('echo $?') == '130\n'
    assert shell.run('ps').count('\n') == 3  # the heading, sh and ps


def test_interrupt_takes_nothing_from_tee(boot):
    shell = Shell(boot())
    shell.start('tee /tmp/file')
    for line in ('one', 'two'):
        shell.type(f'{line}\r')
        shell.machine.wait_for(f'{line}\n{line}\n')
    shell.interrupt()   # perhaps before the file has the second line
    assert shell.run('cat /tmp/file').startswith('one\n')


def test_a_script_ends_with_jobs_in_the_background(boot):
    shell = Shell(boot())
    for _ in range(20):
        shell.run("echo 'true & true; true' >> /tmp/script")
    shell.run("echo 'wait; echo $?' >> /tmp/script")
    assert shell.run('sh /tmp/script') == '0\n'


def test_a_failed_redirection_leaves_no_file_open(boot):
    shell = Shell(boot())
    shell.run("echo 'echo a > /dev/null > /nosuch/a' > /tmp/once")
    shell.run('cd /tmp; cp once ten; cat once ten > 2; cat 2 2 > 4; '
              'cat 4 4 4 4 4 4 4 4 > 32; cat 32 32 32 32 32 32 32 32 > 256; '
              'cat 256 256 256 256 256 > script')
    shell.run("echo 'echo a > b; cat b' >> script")
    answer = shell.run('sh script 2> errors; wc -l < errors')
    assert answer.split() == ['a', '1280']


def test_a_line_that_is_too_long_is_dropped(boot):
    shell = Shell(boot())
    shell.start("echo 'the quote is not closed")
    for _ in range(9):
        shell.machine.wait_for('> ')
        shell.start('x' * 500)
    shell.machine.wait_for('sh: sh: Argument list too long\n$ ')
    assert shell.run('echo goes on') == 'goes on\n'
