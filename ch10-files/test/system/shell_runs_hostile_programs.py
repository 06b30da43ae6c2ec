# SPDX-License-Identifier: MIT
"""Each hostile program is started from the shell, and ends as the first lines
of its source say."""

# Breaks: process/fault.c: if (frame->vector == VECTOR_PAGE_FAULT) { => if (0) {

import re

from harness.shell import Shell

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


def how_it_ends(shell, name, how):
    """Runs a program, and returns what was printed about its end."""
    shell.start(name)
    if how == 'Never ends':
        shell.interrupt()
        return '', shell.run('echo $?').strip()
    told = shell.machine.wait_for(re.compile(r'((?:.*\n)*?)\$ '), 60)[1]
    return told, shell.run('echo $?').strip()


def check_all(machine, chapter, reasons=None):
    shell = Shell(machine)
    for name, how in endings(chapter).items():
        told, status = how_it_ends(shell, name, how)
        if how in ('Returns 0', 'Never ends'):
            assert (name, status) == (name, '0' if how == 'Returns 0'
                                      else '130')
            continue
        wanted = (reasons or {}).get(name,
                                     REPORTS[how] + PAGE_FAULTS.get(name, ''))
        assert re.search(rf'^killed: {name} \(pid \d+\): {wanted}$', told,
                         re.MULTILINE)
    assert 'still alive' not in machine.text


def test_each_has_the_end_that_it_names(boot, chapter):
    check_all(boot(), chapter)


def test_each_has_it_where_the_cpu_can_refuse_more(boot, chapter):
    # With SMAP, QEMU reads the program's stack for iretq as if in ring 0.
    why = PF + f"a read at {ADDRESS}, in the programs' half" + DENIED
    check_all(boot(cpu='max'), chapter,
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
