# SPDX-License-Identifier: MIT
"""The programs on files print and do what the host's programs of the same names
print and do: one session, typed to the host's shell twice, with its programs
and with ours, and to the running system."""

# Breaks: user/programs/ls.c: directories[ndirectories++] = => files[nfiles++] =
# Breaks: user/programs/rm.c: error == -ENOENT) => false)
# Breaks: user/programs/rm.c: return is_dots ? -EINVAL : 0; => return 0;
# Breaks: user/programs/rm.c: return -EBUSY; => return 0;
# Breaks: user/programs/tail.c: &lines[(*count)++ % wanted];
#     => &lines[(*count)++ % 1];
# Breaks: user/programs/sort.c: result = compare_texts(left, right); =>
# Breaks: user/programs/cat.c: from.st_ino == to.st_ino => false
# Breaks: user/programs/cp.c: if (!S_ISREG(info->st_mode)) { => if (0) {
# Breaks: user/programs/mv.c: (is_device(source) || is_device(target)) => false
# Breaks: user/programs/chmod.c: change->set = word[0] == '+' ? EXECUTE_BITS : 0;
#     => change->set = EXECUTE_BITS;
# Breaks: user/lib/copy_file.c: from->st_ino == to.st_ino => false
# Breaks: user/lib/utility.c: long value = strtol(word, &end, 10);
#     => long value = *count = strtol(word, &end, 10);

import os
import random
import re
import shutil

import pytest

from harness import user_on_host
from harness.chapter import chapter_of
from harness.host_programs import TIMEOUT, output_of
from harness.shell import Shell

PROGRAMS = ('cat chmod cp echo env find grep head hexdump ls mkdir mv pwd rm '
            'rmdir sort tail tee touch wc').split()

# In a folder that holds copies of the system's /etc and /home.
SESSION = r'''
ls
ls home
ls -l home/poem etc/words
ls etc home nothing home/poem
ls -a .
ls -1 home
ls -ld home/poem etc/words
ls -d home .
cat etc/motd
cat home/poem home/numbers
cat nothing home/numbers
cat home
cat - < home/numbers
mkdir d d/e
mkdir d
mkdir x/y
mkdir -p a/b/c d
ls a a/b
rmdir a/b/c
rmdir d
rmdir nothing
chmod 751 home/poem
chmod +x home/numbers
chmod 600 nothing etc/motd
ls -l home/poem home/numbers etc/motd
chmod -x home/poem
ls -l home/poem
chmod -x home
chmod +x home
chmod 644 home/poem home/numbers etc/motd
cp home/poem p
cp home/poem etc/words d
cp p nothing/p
cp nothing p
cp p p
cp home q
cp -r home d/e
cp -R home R
rm -R R
cp p home/poem etc/motd
find d/e/home -name 'n*'
find d -type d -name '?'
find p nothing
mv p q
mv q d
mv d/q r
mv nothing r
mv d etc
mv etc/d etc/d/e
mv r etc
mv etc/d d
mkdir -p DEEP
find deep -type f
rm -r deep
touch t d home/poem
touch nothing/t
touch nothing/
cat t
wc etc/words home/poem
wc -l etc/words
wc -w home/poem
wc -c < home/poem
wc nothing t
head etc/words
head -n 3 etc/words home/numbers
head -3 home/poem
head -n 0 etc/words
tail etc/words
tail -n3 home/poem
tail -3 home/poem
tail -n 999999999999 home/poem etc/words
tail -n 0 home/poem
tail home/numbers nothing
head -- etc/words
tail -- etc/words
head - < home/poem
grep x etc/words
grep -n '^s.*k$' etc/words
grep -c 'e' etc/words home/poem
grep -i 'THE' home/poem
grep -v 'e' etc/words
grep -F '.' home/poem
grep 'f*le\.*$' etc/words
grep nowhere etc/words
grep x nothing etc/words
sort home/numbers
sort -n home/numbers
sort -n etc/words
sort -r home/numbers etc/words
sort -u home/numbers
sort -nru home/numbers
sort nothing
echo one two > f
echo three >> f
tee g h < f
tee -a g < h
cat f g h
cat g >> g
cat h - < f >> g
cat - < g >> g
cat g
tee d/none/x < f
rm f g
rm d
rm nothing
rm -f nothing
rm -r d h
rm -r nothing
rm -r .
rm -rf home/..
rm -r home/./
ls
rm -rf etc home
ls -a
'''.replace('DEEP', 'deep' + 240 * '/x').strip().splitlines()

# The host's programs do not always print the text of the errno.
WORDS = {'omitting directory': 'Is a directory',
         'to a subdirectory of itself': 'Invalid argument',
         'skipping': 'Invalid argument'}

WRONG = '''
cat -x
chmod
chmod 644
chmod 8 a
chmod 1000 a
chmod -1 a
chmod x a
cp a
cp -q a b
env -x
find . -name
find . -what x
grep
grep -q x
head -3x home/poem
head -n x
head -n
hexdump -s x
ls -x
mkdir
mv a
rm
rm -x a
rmdir
sort -x
tail -n -1
tee -x
touch
wc -x
'''.strip().splitlines()

# The programs are compiled once.
pytestmark = pytest.mark.xdist_group('programs_agree_with_coreutils')


@pytest.fixture
def wanted(chapter, tmp_path):
    """What the host's own programs print in the session."""
    return [normal(line, text) for line, text in
            zip(SESSION, run_on_host(chapter, tmp_path / 'theirs'))]


@pytest.fixture(scope='module')
def ours(tmp_path_factory):
    """The folder of the chapter's programs, compiled for the host."""
    folder = tmp_path_factory.mktemp('bin')
    chapter = chapter_of(__file__)
    user_on_host.Compiler(chapter, folder).compile_all(
        [chapter.folder / f'user/programs/{name}.c' for name in PROGRAMS])
    return folder


def test_on_the_host(chapter, tmp_path, ours, wanted):
    found = run_on_host(chapter, tmp_path / 'ours', ours)
    compare(found, wanted)


def test_on_the_system(boot, wanted):
    shell = Shell(boot())
    shell.run('cd /tmp; cp -r /etc /home .')
    compare([shell.run(f'{line}; echo "status $?"') for line in SESSION],
            wanted)
    assert shell.run('rm -rf / //') == ('rm: /: Device or resource busy\n'
                                        'rm: //: Device or resource busy\n')
    assert shell.run('cat /etc/motd') != ''
    assert 'cp: /dev/zero: is a device, and not copied\n' in shell.run(
        'cp -r /dev .; ls dev')
    shell.run('echo kept > f')
    assert shell.run('mv f /dev/null; mv /dev/zero g; ls f g; cat f') == (
        'mv: /dev/null: a device is not moved or replaced\n'
        'mv: /dev/zero: a device is not moved or replaced\n'
        'ls: g: No such file or directory\nf\nkept\n')


def compare(found, wanted):
    for line, text, other in zip(SESSION, found, wanted):
        assert (line, *normal(line, text)) == (line, *other)


def run_on_host(chapter, folder, *programs):
    """Runs the session, with the programs in a folder if it is named; returns
    what each line printed."""
    for name in ('etc', 'home'):
        shutil.copytree(chapter.folder / 'user/root' / name, folder / name)
    path = ':'.join([*map(str, programs), os.environ['PATH']])
    # A program that writes without end is killed at 1 MiB of 512-byte blocks.
    return [output_of(['env', f'PATH={path}', 'LC_ALL=C', 'sh', '-c',
                       f'ulimit -f 2048; {line}; echo "status $?"'],
                      TIMEOUT, programs, folder, cwd=folder).stdout
            for line in SESSION]


def normal(line, text):
    """What must be equal: the output, each error by its last words, and whether
    the status is 0."""
    program = line.split()[0]
    output, errors = [], []
    for row in text.splitlines():
        if row.startswith(f'{program}: '):
            words = row.split(': ')[-1].replace("'", '')
            errors.append(next((ours for theirs, ours in WORDS.items()
                                if theirs in words), words))
        elif not row.startswith('status '):
            output.append(normal_row(row))
    if program in ('ls', 'find'):   # on the host: columns, and a disk's order
        output = sorted({*' '.join(output).split()} - {'.', '..'})
    if program == 'wc':
        output = [row.split() for row in output]
    return output, sorted(errors), text.endswith('status 0\n')


def normal_row(row):
    """A line of `ls -l` without owner and date; other lines as they are."""
    match = re.match(r'([-d][-rwx]{9}) +\d+ +(?:\w+ +\w+ +)?(\d+) .*?(\S+)$', row)
    return ' '.join(match.groups()) if match else row


def test_a_directory_is_not_copied_into_itself(ours, tmp_path):
    (tmp_path / 'd' / 'e').mkdir(parents=True)
    for source, target in (('d', 'd'), ('d', 'd/e'), ('d', 'd/e/x'),
                           ('.', 'd'), ('d/', 'd/e'), ('d/e/..', 'd/e')):
        ran = output_of([ours / 'cp', '-r', source, target], TIMEOUT, [ours],
                        tmp_path, cwd=tmp_path, apart=True)
        assert (ran.returncode, ran.stderr) == (
            1, f'cp: {source}: cannot be copied into itself\n')
        assert [str(path.relative_to(tmp_path))
                for path in sorted(tmp_path.rglob('*'))] == ['d', 'd/e']


def test_hexdump_shows_each_byte(ours, tmp_path):
    chance = random.Random(1)
    path = tmp_path / 'bytes'
    for _ in range(100):
        content = bytes(chance.choices(range(256), k=chance.randrange(60)))
        content = (content + bytes(chance.randrange(60))) * chance.choice([1, 2])
        path.write_bytes(content)
        start, count = chance.randrange(40), chance.randrange(90)
        # A submission's program could make a link of `path`, which we write
        # to: it may write nothing.
        ran = output_of([ours / 'hexdump', '-s', start, '-n', count, path],
                        TIMEOUT, [ours, path], apart=True)
        assert (ran.returncode, ran.stdout) == (
            0, dump_of(content[start:][:count], start))


def dump_of(content, start):
    rows, before = [], None
    for at in range(0, len(content), 16):
        row = content[at:at + 16]
        if row != before:
            words = [f'{byte:02x} ' for byte in row] + ['   '] * (16 - len(row))
            shown = ''.join(chr(b) if 32 <= b < 127 else '.' for b in row)
            rows.append(f'{start + at:08x}  {"".join(words[:8])} '
                        f'{"".join(words[8:])} |{shown}|')
        elif rows[-1] != '*':
            rows.append('*')
        before = row
    if content:
        rows.append(f'{start + len(content):08x}')
    return ''.join(row + '\n' for row in rows)


def test_wrong_use_is_told_in_one_line(ours, tmp_path):
    for line in WRONG:
        program, *words = line.split()
        ran = output_of([ours / program, *words], TIMEOUT, [ours], tmp_path,
                        cwd=tmp_path, apart=True)
        assert (line, ran.returncode, ran.stdout) == (line, 2, '')
        assert re.fullmatch(rf'usage: {program} .*\n', ran.stderr)
