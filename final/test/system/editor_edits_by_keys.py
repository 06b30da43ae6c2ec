# SPDX-License-Identifier: MIT
"""The editor, used by keys: what the screen shows after each, where the cursor
stands, and what is in the file."""

# Breaks: user/programs/edit.c: case 'D': return KEY_LEFT; =>
# Breaks: user/programs/edit.c: if (byte == 'O') { => if (0) {
# Breaks: user/programs/edit.c: wanted_column = view_column(&text, cursor); =>
# Breaks: user/programs/edit.c: is_changed = true; =>
# Breaks: user/programs/edit.c: min(cursor + 1, length) => min(cursor, length)
# Breaks: user/programs/edit.c: is_changed = error != 0; => is_changed = false;
# Breaks: user/programs/edit.c: ioctl(0, TCSETS, &settings); =>
# Breaks: user/editor/view.c: first_line = top; =>
# Breaks: user/editor/view.c: fwrite(shown[row], 1, column, stdout); =>
# Breaks: user/editor/view.c: memset(row, ' ', VIEW_COLUMNS); =>
# Breaks: user/editor/view.c: HOME ERASE "\r" => HOME ERASE

import time

from harness import screen
from harness.control import scaled
from harness.shell import Shell

NO_TEXT = '~'


class Editor:
    """The editor with a file open, on the screen of a machine."""

    def __init__(self, boot, path):
        self.machine = boot()
        self.shell = Shell(self.machine, keys=True)
        self.path = path
        self.shell.start(f'edit {path}')
        self.shows(message=f'{path}: ctrl-S saves, ctrl-F searches, '
                           'ctrl-Q ends')

    def type(self, *keys):
        """A word of several characters is the name of a key; ctrl-x is one,
        too; and text with a space in it is typed."""
        for key in keys:
            if key.startswith('ctrl-'):
                self.machine.send_key('ctrl', key[-1])
            elif ' ' in key or len(key) == 1:
                self.shell.type(key)
            else:
                self.machine.send_key(key)

    def shows(self, rows=None, cursor=None, message=''):
        """Waits until the screen shows this, the rows at its top. None: they
        may be anything."""
        wanted = rows, cursor, message
        deadline = time.monotonic() + scaled(20)
        while (found := self.look(rows, cursor)) != wanted:
            assert time.monotonic() < deadline, (found, wanted)
            time.sleep(0.05)

    def look(self, rows, cursor):
        shown = screen.text(self.machine)
        return (rows and shown[:len(rows)],
                cursor and screen.cursor(self.machine), shown[24])

    def quit(self, *keys):
        self.type('ctrl-q', *keys)
        self.machine.wait_for('$ ')


def test_a_new_file_is_written(boot):
    editor = Editor(boot, '/tmp/new')
    editor.type('a first line\n', 'the third one\n')
    editor.shows(['a first line', 'the third one', '', NO_TEXT], (2, 0))
    editor.type('up', 'end')
    editor.shows(['a first line'], (1, 13))
    editor.type('up')                       # the column is kept
    editor.shows(['a first line'], (0, 12))
    editor.type('ret', 'x y')
    editor.shows(['a first line', 'x y', 'the third one'], (1, 3))
    editor.type('insert', 'f5', 'f1')       # unknown to the editor
    editor.type('backspace', 'left', 'left', 'delete', 'home', '2')
    editor.shows(['a first line', '2', 'the third one'], (1, 1))
    editor.type('ctrl-s')
    editor.shows(['a first line'], message='/tmp/new: 30 bytes saved')
    editor.quit()
    assert editor.shell.run('cat /tmp/new') == \
        'a first line\n2 \nthe third one\n'


def test_a_long_file_is_scrolled_and_searched(boot, chapter):
    words = (chapter.folder / 'user/root/etc/words').read_text().splitlines()
    editor = Editor(boot, '/etc/words')
    editor.shows(words[:24], (0, 0), '/etc/words: ctrl-S saves, ctrl-F '
                                     'searches, ctrl-Q ends')
    editor.type('pgdn', 'pgdn')
    editor.shows(words[23:47], (23, 0))
    editor.type('up', 'pgup')
    editor.shows(words[22:46], (0, 0))
    editor.type('ctrl-f', 'z', 'ret')
    editor.shows(words[45:], (23, 0), 'z')
    editor.type('ctrl-f', 'backspace', 'm', 'o', 'ret')     # from the start
    at = next(number for number, word in enumerate(words) if 'mo' in word)
    editor.shows(words[at:at + 24], (0, words[at].index('mo')), 'mo')
    editor.type('ctrl-f', 'ret')                            # the next one
    editor.shows(words[at:at + 24], (1, words[at + 1].index('mo')), 'mo')
    editor.type('ctrl-f', 'x', 'y', 'ret')
    editor.shows(message='moxy: not found')
    editor.type('delete', 'ctrl-q')
    editor.shows(message='the text is not saved; end? (y): _')
    editor.type('ctrl-c')
    editor.shows()
    editor.quit('y', 'ret')
    assert editor.shell.run('wc -l < /etc/words').split() == [str(len(words))]


def test_a_text_that_was_not_saved_is_asked_for(boot):
    """Even if no key has changed it: the file may be empty now."""
    editor = Editor(boot, '/nowhere/new')
    editor.type('ctrl-s')
    editor.shows(message='/nowhere/new: No such file or directory')
    editor.type('ctrl-q')
    editor.shows(message='the text is not saved; end? (y): _')
    editor.type('y', 'ret')
    editor.machine.wait_for('$ ')


def test_the_terminal_is_as_before(boot):
    # Lines are edited and echoed again. An interactive shell would restore that
    # itself; a script does not.
    shell = Shell(boot(), keys=True)
    shell.run("echo 'edit /etc/motd; echo done; cat' > /tmp/script")
    shell.start('sh /tmp/script')
    shell.machine.wait_for('ctrl-Q ends')
    shell.machine.send_key('ctrl', 'q')
    shell.machine.wait_for('done\n')
    shell.type('wrong')
    shell.machine.send_key('ctrl', 'u')
    shell.type('right\n')
    shell.machine.wait_for('right\nright\n')
    shell.machine.send_key('ctrl', 'd')
    shell.machine.wait_for('$ ')


def test_a_tab_at_the_prompt_can_be_erased(boot):
    # The kernel counts columns, and a clear screen begins at the first one.
    editor = Editor(boot, '/etc/motd')
    editor.type('down')
    editor.shows(cursor=(1, 0))
    editor.quit()
    editor.type('tab', 'backspace')
    editor.shows(['$'], (0, 2))


def test_what_is_no_text_file_is_refused(boot):
    shell = Shell(boot())
    assert shell.run('edit /home; echo $?') == \
        'edit: /home: Is a directory\n1\n'
    assert shell.run('edit; echo $?') == 'usage: edit FILE\n2\n'
    assert shell.run('edit x < /etc/motd; echo $?') == \
        'edit: standard input: Inappropriate ioctl for device\n1\n'
