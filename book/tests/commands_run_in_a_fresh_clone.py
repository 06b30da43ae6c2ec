# SPDX-License-Identifier: MIT
"""What a reader types works: the commands of the README and the book, in the
order of the pages, in a clone that has only what these commands made in it.
`make test ALL=1` types those that take long too, and repeats the transcripts.

Red if a page gives a command that fails, or that needs what no command before
it has made.
"""

import subprocess

import pytest
from workshop import ROOT, clone, pages, typed

DRAFT = """# A page

```sh
git clone REPOSITORY folio
cd folio # into it
```

Type `make run`, not `make`, and `common/tools/setup --list`, see `kernel.mk`.

    make test        all of them
    int x = make (1);

```text
$ bochs -q
its output
```

| `make run \\| cat` | `time slice` |
```{transcript} ch01/run
```
"""


def test_each_command_works():
    is_clone = subprocess.run(['git', 'rev-parse'], cwd=ROOT, check=False,
                              stderr=subprocess.DEVNULL).returncode == 0
    if not is_clone:
        pytest.skip('this tree is not a git repository')
    with clone.new() as fresh:
        wrong = clone.type_all(fresh, with_slow=False)
    assert not wrong, '\n'.join(wrong)


def test_each_note_is_for_a_command():
    there = [command.text for command in typed.commands()]
    unused = [name for name in typed.notes()
              if not any(typed.is_for(name, text) for text in there)]
    assert unused == [], 'typed.txt: no page has this command'


def test_the_pages_commands_are_found(tmp_path):
    page = tmp_path / 'page.md'
    page.write_text(DRAFT, encoding='utf-8')
    assert [command.text for command in typed.commands_of(page, tmp_path)] == [
        'git clone REPOSITORY folio', 'cd folio', 'make run',
        'common/tools/setup --list', 'make test', 'bochs -q', 'make run | cat',
        'transcript ch01/run']


def test_the_pages_come_in_the_order_of_their_contents():
    order = typed.order()
    assert order[1].name == 'index.md'
    assert sorted(order[1:]) == [path for path in pages.pages()
                                 if not path.stem.endswith(('-diff', '-build'))]


def test_a_command_that_fails_or_needs_a_missing_file_is_named(tmp_path):
    fresh = clone.Clone(tmp_path)
    (tmp_path / 'gitconfig').touch()
    assert fresh.type(typed.Typed('page', 'cd .. && cd -'), {}) == []
    wrong, = fresh.type(typed.Typed('page', 'echo no; false'), {})
    assert wrong == 'page: echo no; false\n  its status is 1, not 0:\nno'
    assert fresh.type(typed.Typed('page', 'false'), {'status': '1'}) == []
    offsets = typed.Typed('page', 'transcript ch01/offsets', 'ch01/offsets')
    wrong, = fresh.prepare(offsets)
    assert wrong.endswith('no command has made build/ch01/offsets.inc')
