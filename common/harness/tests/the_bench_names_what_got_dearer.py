# SPDX-License-Identifier: MIT
"""`make bench` names each row that costs more than is stored, or is gone.

No machine runs here: what one would measure is given.

Breaks: common/harness/costs.py: new > old * DEARER + => new > 2 * old +
"""

import importlib.machinery
import importlib.util
from argparse import Namespace
from pathlib import Path

import pytest

from harness import costs

TOOL = Path(__file__).resolve().parents[2] / 'tools' / 'bench-table'
MAP, LOCK = 'map a page', 'kmalloc, kfree'
FIRST = {MAP: 1000, LOCK: 100, costs.FLOOR: 102}
SECOND = {MAP: 1010, 'a switch': 150, costs.FLOOR: 102}
TOOLS = 'gcc 12.2 -O2, QEMU 7.2'


def tool():
    loader = importlib.machinery.SourceFileLoader('bench_table', str(TOOL))
    spec = importlib.util.spec_from_loader('bench_table', loader)
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


class Bench:
    """The tool with a folder of its own and machines that measure what they
    are told to."""

    def __init__(self, folder, capsys, monkeypatch):
        self.folder, self.capsys = folder / 'bench', capsys
        self.rows = {'ch05': dict(FIRST), 'ch06': dict(SECOND)}
        self.tools = TOOLS
        self.tool = tool()
        monkeypatch.setattr(costs, 'instructions', self.measured)
        monkeypatch.setattr(costs, 'nanoseconds', lambda iso: {
            name: 2.0 * figure for name, figure in self.measured(iso).items()})
        monkeypatch.setattr(costs, 'toolchain', lambda elf: self.tools)
        monkeypatch.setattr(self.tool, 'describe', lambda folder: Namespace(
            name=folder.name, number=folder.name[2:4],
            build=Path(folder.name[:4])))

    def measured(self, iso):
        return dict(self.rows[iso.parent.name])

    def run(self, *chapters, save=False, time=False):
        """(exit status, what is printed)"""
        status = self.tool.run(Namespace(
            save=save, time=time, stored=self.folder,
            chapters=[Path(name) for name in chapters or ('ch05-a', 'ch06-b')]))
        return status, self.capsys.readouterr().out

    @property
    def stored(self):
        return costs.parsed((self.folder / 'instructions.txt').read_text())[0]


@pytest.fixture
def bench(tmp_path, capsys, monkeypatch):
    ours = Bench(tmp_path, capsys, monkeypatch)
    assert ours.run(save=True)[0] == 0
    return ours


def test_the_same_figures_pass(bench):
    status, said = bench.run()
    assert status == 0
    assert said.endswith('bench: each figure is the stored one, within 3 %\n')


def test_a_row_4_percent_dearer_is_named(bench):
    bench.rows['ch05'][MAP] = 1040
    status, said = bench.run()
    assert status == 1
    assert 'dearer   ch05: map a page: 1000 -> 1040 (+4.0 %)\n' in said
    assert 'SAVE=1' in said.splitlines()[-1]


def test_a_row_3_percent_dearer_is_not(bench):
    bench.rows['ch05'][MAP] = 1030
    assert bench.run()[0] == 0


def test_a_tick_more_with_interrupts_off_is_not(bench):
    name = costs.OFF + 'longest: a call'
    bench.rows['ch05'][name] = 5000
    assert bench.run(save=True)[0] == 0
    for figure, status in ((7500, 0), (2600, 0), (7700, 1)):
        bench.rows['ch05'][name] = figure
        assert bench.run()[0] == status


def test_a_row_that_is_gone_is_named(bench):
    del bench.rows['ch06']['a switch']
    status, said = bench.run()
    assert status == 1
    assert 'missing  ch06: a switch: 150 is stored\n' in said


def test_new_and_cheaper_rows_are_told_and_pass(bench):
    bench.rows['ch05'] |= {MAP: 900, 'a call': 7}
    status, said = bench.run()
    assert status == 0
    assert 'cheaper  ch05: map a page: 1000 -> 900 (-10.0 %)\n' in said
    assert 'new      ch05: a call: 7\n' in said


def test_a_chapter_alone_is_compared_alone(bench):
    bench.rows['ch05'][MAP] = 2000
    assert bench.run('ch06-b')[0] == 0
    assert bench.run('ch05-a')[0] == 1


def test_what_is_stored_is_compared_with_the_next_time(bench):
    bench.rows['ch05'][MAP] = 2000
    del bench.rows['ch05'][LOCK]
    assert bench.run('ch05-a', save=True)[0] == 0
    assert bench.stored[MAP] == {'ch05': 2000, 'ch06': 1010}
    assert LOCK not in bench.stored
    assert bench.run()[0] == 0


def test_figures_of_another_toolchain_are_only_printed(bench):
    before = bench.stored
    bench.tools = 'gcc 14.2 -O2, QEMU 10.0'
    bench.rows['ch05'][MAP] = 2000
    status, said = bench.run()
    assert status == 0
    assert 'dearer' not in said
    assert f'of {bench.tools}. The stored ones are of {TOOLS}' in said
    assert bench.run(save=True)[0] == 1
    assert bench.stored == before


def test_time_stands_beside_the_newest_figure(bench):
    bench.rows['ch06'][MAP] = 2020
    said = bench.run(time=True)[1]
    assert [line.split()[-5:] for line in said.splitlines()
            if line.startswith(('operation', MAP))] == [
                ['operation', 'ch05', 'ch06', 'ns', 'ratio'],
                ['page', '1000', '2020', '4040', '1.0']]


def test_an_older_chapters_rows_stand_where_they_stood():
    table = costs.table_of({'ch05': FIRST, 'ch06': SECOND})
    assert list(table) == [MAP, LOCK, 'a switch', costs.FLOOR]


def test_a_table_is_read_as_it_was_written():
    table = costs.table_of({'ch05': FIRST, 'ch06': SECOND})
    assert costs.parsed(f'# Toolchain: {TOOLS}\n\n'
                        + costs.written(table, ['ch05', 'ch06'])) == (
        table, ['ch05', 'ch06'], TOOLS)
