# SPDX-License-Identifier: MIT
"""What `make run` shows: two programs in turns, then each hostile one with the
reason why it was stopped; and with a key one of them again."""

# Red when show.c has
#     #define REPEATED 8    // of them, on keys
# instead of
#     #define REPEATED 9    // of them, on keys
# Red when process/fault.c has
#     if (0) {
# instead of
#     if (frame->vector == VECTOR_PAGE_FAULT) {

import re

from harness import screen

READY = 'that you type is echoed.\n'

DENIED = ': the page does not allow it'
ADDRESS = r'0x[0-9a-f]+'
PF = rf'page fault \(#PF\) at {ADDRESS}\n  '
GP = rf'general protection \(#GP\) at {ADDRESS}'

# In their order, and why they are stopped.
STOPPED = {
    'follows_null': PF + 'a write at 0x0, in page 0, for null: '
                    'no page is mapped there',
    'reads_kernel': PF + 'a read at 0xffff800000100000, in the direct map'
                    + DENIED,
    'writes_kernel': PF + 'a write at 0xffff8000000b8000, in the direct map'
                     + DENIED,
    'jumps_to_kernel': PF + f"a fetch of code at {ADDRESS}, in the kernel's "
                       'code' + DENIED,
    'jumps_to_noncanonical': GP,
    'overflows_stack': PF + f"a write at {ADDRESS}, in the programs' half: "
                       'its stack has overflowed',
    'executes_data': PF + f"a fetch of code at {ADDRESS}, in the programs' "
                     'half' + DENIED,
    'executes_stack': PF + f"a fetch of code at {ADDRESS}, in the programs' "
                      'half' + DENIED,
    'writes_code': PF + f"a write at {ADDRESS}, in the programs' half"
                   + DENIED,
    'divides_by_zero': rf'divide error \(#DE\) at {ADDRESS}',
    'executes_nonsense': rf'invalid opcode \(#UD\) at {ADDRESS}',
    'breakpoint': rf'breakpoint \(#BP\) at {ADDRESS}',
    'single_steps': rf'debug \(#DB\) at {ADDRESS}',
    'uses_ports': GP,
    'halts': GP,
    'disables_interrupts': GP,
    'loads_page_tables': GP,
    'reads_model_register': GP,
    'reloads_tables': GP,
    'swaps_gs': GP,
    'loads_segments': GP,
    'sets_breakpoints': GP,
    'returns_to_ring_0': GP,
    'far_jumps': GP,
    'calls_an_interrupt': GP,
}
ENDED = ['loses_stack', 'wild_pointers', 'asks_for_nothing', 'sets_every_flag', 'eats_memory']
TOO_LATE = ['spawns_storm', 'loops_forever', 'sleeps_forever']


def lines_of(text, start):
    return [line for line in text.splitlines() if line.startswith(start)]


def reports(text):
    """Of those that were stopped; some have a second line."""
    return re.findall(r'^stopped: .*(?:\n  a .*)?', text, re.MULTILINE)


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
    # Neither is through before the other has begun.
    names = [name for name, _ in counts]
    assert names != sorted(names) and names != sorted(names, reverse=True)
    assert 'parent: child hello ended with status 0\n' in text


def check_gallery(text, reasons=None):
    reasons = STOPPED | (reasons or {})
    stopped = reports(text)
    for line, (name, reason) in zip(stopped, reasons.items()):
        assert re.fullmatch(rf'stopped: {name} \(pid \d+\): {reason}', line)
    late = stopped[len(reasons):]
    assert len(late) == len(TOO_LATE)
    for line, name in zip(late, TOO_LATE):
        assert re.fullmatch(rf'stopped: {name} \(pid \d+\): it did not end by '
                            'itself', line)
    ended = lines_of(text, 'ended: ')
    assert [line.split()[1] for line in ended] == ENDED
    assert all(line.endswith(' with code 0') for line in ended)
    assert 'still alive' not in text and 'neighbour: value' not in text
    assert 'neighbour: well after 1 s' in text
    free = re.search(r'^(\d+) frames were free before, (\d+) are after\.$',
                     text, re.MULTILINE)
    assert free[1] == free[2]


def test_each_is_stopped_with_its_reason(boot):
    check_gallery(start(boot).text)


def test_each_is_stopped_where_the_cpu_can_refuse_more(boot):
    # With SMAP QEMU does not even read the stack that is to be returned to.
    why = PF + f"a read at {ADDRESS}, in the programs' half" + DENIED
    check_gallery(start(boot, cpu='max').text,
                  dict.fromkeys(['returns_to_ring_0', 'far_jumps'],
                                f'(?:{GP}|{why})'))


def test_a_key_runs_one_again_and_text_is_echoed(boot):
    machine = start(boot)
    names = list(STOPPED)[:9]
    shown = screen.text(machine)
    menu = [f'  {i}  {name}' for i, name in enumerate(names, 1)]
    assert shown[shown.index(menu[0]):][:9] == menu
    pids = []
    for i, name in enumerate(names, 1):
        machine.send_key(f'f{i}')
        pids.append(int(machine.wait_for(
            re.compile(rf'stopped: {name} \(pid (\d+)\)'))[1]))
    assert pids == list(range(pids[0], pids[0] + 9))
    machine.send_keys('Still here\n')
    machine.wait_for('Still here')
    machine.send_key('alt', '2')
    machine.wait_for('stopped: reads_kernel')
    machine.wait_for('allow it')
    lines = screen.text(machine)
    assert 'Still here' in lines
    # In the order of the keys, each with its reason, over the edge or not.
    text = ''.join(lines)
    assert text.index('stopped: executes_stack') < text.index(
        'stopped: writes_code') < text.index('Still here')
