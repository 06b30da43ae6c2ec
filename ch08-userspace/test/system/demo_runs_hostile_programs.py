# SPDX-License-Identifier: MIT
"""What `make run` shows: two programs in turns, then the hostile ones. Each
ends as the first lines of its source say. A key runs one of them again."""

# Breaks: demo.c: REPEATED         9 => REPEATED         8
# Breaks: process/fault.c: if (frame->vector == VECTOR_PAGE_FAULT) { => if (0) {

import re

from harness import screen

READY = 'that you type is echoed.\n'

DENIED = ': the page does not allow it'
ADDRESS = r'0x[0-9a-f]+'
PF = rf'page fault \(#PF\) at {ADDRESS}\n  '
GP = rf'general protection \(#GP\) at {ADDRESS}'

# How the report names each exception; for a page fault, see below.
REPORTS = {'PF': PF, 'GP': GP,
           'BP': rf'breakpoint \(#BP\) at {ADDRESS}',
           'DB': rf'debug \(#DB\) at {ADDRESS}',
           'DE': rf'divide error \(#DE\) at {ADDRESS}',
           'UD': rf'invalid opcode \(#UD\) at {ADDRESS}'}
PAGE_FAULTS = {
    'follows_null': 'a write at 0x0, in the null page: '
                    'no page is mapped there',
    'reads_kernel': 'a read at 0xffff800000100000, in the direct map' + DENIED,
    'writes_kernel': 'a write at 0xffff8000000b8000, in the direct map'
                     + DENIED,
    'jumps_to_kernel': f"a fetch of code at {ADDRESS}, in the kernel's code"
                       + DENIED,
    'overflows_stack': f"a write at {ADDRESS}, in the programs' half: "
                       'its stack has overflowed',
    'executes_data': f"a fetch of code at {ADDRESS}, in the programs' half"
                     + DENIED,
    'executes_stack': f"a fetch of code at {ADDRESS}, in the programs' half"
                      + DENIED,
    'writes_code': f"a write at {ADDRESS}, in the programs' half" + DENIED,
}
HEAD = re.compile(r'^// (?:Killed by #(\w\w)|(Returns 0|Never ends)): ',
                  re.MULTILINE)


def endings(chapter):
    """How each hostile program ends, from the first lines of its source."""
    return {source.stem: ''.join(HEAD.search(source.read_text()).groups(''))
            for source in (chapter.folder / 'user/hostile').glob('*.c')}


def lines_of(text, start):
    return [line for line in text.splitlines() if line.startswith(start)]


def reports(text):
    """The reports of killed programs; some have a second line."""
    return re.findall(r'^killed: .*(?:\n  a .*)?', text, re.MULTILINE)


def start(boot, **options):
    machine = boot(**options)
    machine.wait_for(READY, timeout=60)
    return machine


def test_two_programs_take_turns(boot):
    text = start(boot).text
    where = re.findall(r'^[AB]: pid \d counts at (0x[0-9a-f]+)$', text,
                       re.MULTILINE)
    assert len(where) == 2 and where[0] == where[1]
    counts = re.findall(r'^([AB]): (\d+)$', text, re.MULTILINE)
    assert [n for name, n in counts if name == 'A'] == ['1', '2', '3', '4']
    assert [n for name, n in counts if name == 'B'] == ['100', '200', '300',
                                                        '400']
    # Neither program ends before the other has begun.
    names = [name for name, _ in counts]
    assert names != sorted(names) and names != sorted(names, reverse=True)
    assert 'parent: child hello ended with status 0\n' in text
    assert 'parent: child witness ended with status 0x180\n' in text


def check_endings(text, chapter, reasons=None):
    found = {}
    for line in reports(text) + lines_of(text, 'ended: '):
        name, what = re.fullmatch(r'\w+: (\w+) \(pid \d+\):? ((?s:.*))',
                                  line).groups()
        assert name not in found
        found[name] = what
    wanted = endings(chapter)
    assert found.keys() == wanted.keys()
    for name, how in wanted.items():
        reason = {'Returns 0': 'with code 0',
                  'Never ends': 'it did not end by itself'}.get(how)
        reason = reason or REPORTS[how] + PAGE_FAULTS.get(name, '')
        assert re.fullmatch((reasons or {}).get(name, reason), found[name])
    assert 'still alive' not in text and 'witness: value' not in text
    assert 'witness: well after 1 s' in text
    free = re.search(r'^(\d+) frames were free before, (\d+) are after\.$',
                     text, re.MULTILINE)
    assert free[1] == free[2]


def test_each_is_stopped_with_its_reason(boot, chapter):
    check_endings(start(boot).text, chapter)


def test_each_is_stopped_where_the_cpu_can_refuse_more(boot, chapter):
    # With SMAP, QEMU reads the program's stack for iretq as if in ring 0.
    why = PF + f"a read at {ADDRESS}, in the programs' half" + DENIED
    check_endings(start(boot, cpu='max').text, chapter,
                  dict.fromkeys(['returns_to_ring_0', 'far_jumps'],
                                f'(?:{GP}|{why})'))


def test_the_kernels_own_test_expects_the_same(chapter):
    test = chapter.folder / \
        'test/process/hostile_programs_harm_only_themselves.c'
    listed = re.findall(r'\{"(\w+)", ([-\w]+)\}', test.read_text())
    assert len(listed) == len(dict(listed))
    assert dict(listed) == {
        name: {'Returns 0': '0', 'Never ends': '-ETIMEDOUT'}.get(how, how)
        for name, how in endings(chapter).items()}


def test_a_key_runs_one_again_and_text_is_echoed(boot):
    machine = start(boot)
    names = re.findall(r'^killed: (\w+)', machine.text, re.MULTILINE)[:9]
    shown = screen.text(machine)
    menu = [f'  {i}  {name}' for i, name in enumerate(names, 1)]
    assert shown[shown.index(menu[0]):][:9] == menu
    pids = []
    for i, name in enumerate(names, 1):
        machine.send_key(f'f{i}')
        pids.append(int(machine.wait_for(
            re.compile(rf'killed: {name} \(pid (\d+)\)'))[1]))
    assert pids == list(range(pids[0], pids[0] + 9))
    machine.send_keys('Still here\n')
    machine.wait_for('Still here')
    machine.send_key('alt', '2')
    machine.wait_for('killed: reads_kernel')
    machine.wait_for('allow it')
    lines = screen.text(machine)
    assert 'Still here' in lines
    # In the order of the keys, though a report may be longer than a row.
    text = ''.join(lines)
    assert text.index('killed: executes_stack') < text.index(
        'killed: writes_code') < text.index('Still here')
