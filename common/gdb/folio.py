# SPDX-License-Identifier: MIT
"""GDB commands that know the CPU's tables.

    mode            which mode the CPU is in, and the bits that say so
    walk ADDRESS    the page tables' entries for an address, one by one
    gdt             the segment descriptors, in words
    idt [VECTOR]    the gates of the interrupt descriptor table, or one of them
    tss             the stacks that the CPU takes by itself
    pages [ADDRESS] what the page tables map, range by range, with its rights
    frames [ADDRESS]  which frames of memory are free, in use, or not ours
    heap            the heap's blocks, drawn
    threads         each thread, what it does or waits for, and its stack
    processes       each process, who started it, what it does, its memory
    program NAME    load the symbols of a program, in place of another's

and a function for conditions, since all programs lie at the same addresses:

    break main if $_streq($program(), "NAME")

Loaded in every debug session. All of them read and change nothing.
"""

from pathlib import Path

import gdb
import gdb.unwinder

ADDRESS_BITS = (1 << 64) - 1


def register(name):
    return int(gdb.parse_and_eval(f'${name}')) & ADDRESS_BITS


def evaluate(expression):
    """An address, as a person types it: a number, a register, a function, an
    array, &variable."""
    value = gdb.parse_and_eval(expression)
    if value.type.strip_typedefs().code == gdb.TYPE_CODE_STRUCT:
        value = value['raw']  # paddr_t and its like
    if value.type.strip_typedefs().code in (gdb.TYPE_CODE_FUNC,
                                            gdb.TYPE_CODE_ARRAY):
        value = value.address
    return int(value) & ADDRESS_BITS


def read_physical(address, nbytes):
    """Physical memory: QEMU's GDB server reads it when told to."""
    physical_mode(True)
    try:
        data = gdb.selected_inferior().read_memory(address, nbytes)
    finally:
        physical_mode(False)
    return bytes(data)


def physical_mode(is_on):
    gdb.execute(f'maintenance packet Qqemu.PhyMemMode:{int(is_on)}',
                to_string=True)


def words(value, names):
    """The names of the bits that are set."""
    return ' '.join(name for bit, name in names if value >> bit & 1)


# Intel SDM Vol. 3A, "Control Registers"; EFER: Vol. 4.
CR0 = (0, 'PE'), (1, 'MP'), (2, 'EM'), (3, 'TS'), (4, 'ET'), (5, 'NE'), \
    (16, 'WP'), (18, 'AM'), (29, 'NW'), (30, 'CD'), (31, 'PG')
CR4 = (4, 'PSE'), (5, 'PAE'), (7, 'PGE'), (9, 'OSFXSR'), (10, 'OSXMMEXCPT'), \
    (11, 'UMIP'), (12, 'LA57'), (16, 'FSGSBASE'), (17, 'PCIDE'), \
    (18, 'OSXSAVE'), (20, 'SMEP'), (21, 'SMAP')
EFER = (0, 'SCE'), (8, 'LME'), (10, 'LMA'), (11, 'NXE')


class Mode(gdb.Command):
    """Say which mode the CPU is in, and the bits that say so."""

    def __init__(self):
        super().__init__('mode', gdb.COMMAND_STATUS)

    def invoke(self, argument, from_tty):
        cr0, cr4, efer = register('cr0'), register('cr4'), register('efer')
        print(self.name(cr0, efer))
        print(f'  cr0  {cr0:08x}  {words(cr0, CR0)}')
        print(f'  cr4  {cr4:08x}  {words(cr4, CR4)}')
        print(f'  efer {efer:08x}  {words(efer, EFER)}')

    def name(self, cr0, efer):
        if not cr0 & 1:
            return 'real mode'
        if not efer >> 10 & 1:
            paging = 'with' if cr0 >> 31 else 'without'
            return f'protected mode, {paging} paging'
        # The code segment decides what long mode's code is: as the CPU has
        # loaded it, since the table may have changed or be out of sight.
        text = gdb.execute('monitor info registers', to_string=True)
        is_64_bit = any(line.startswith('CS =') and 'CS64' in line
                        for line in text.splitlines())
        return ('long mode, 64-bit code' if is_64_bit
                else 'long mode, 32-bit code (compatibility mode)')


# Intel SDM Vol. 3A, "4-Level Paging and 5-Level Paging", "Format of a
# Page-Table Entry that Maps a 4-KByte Page".
PTE = (0, 'present'), (1, 'write'), (2, 'user'), (3, 'write-through'), \
    (4, 'uncached'), (5, 'accessed'), (6, 'dirty'), (8, 'global'), \
    (63, 'no-execute')
PTE_ADDRESS = 0x000FFFFFFFFFF000
LEVELS = (39, 'PML4'), (30, 'PDPT'), (21, 'PD'), (12, 'PT')
SIZES = {30: '1 GiB', 21: '2 MiB', 12: '4 KiB'}


class Walk(gdb.Command):
    """Follow the page tables for an address: walk ADDRESS.

ADDRESS is what print accepts: walk 0xb8000, walk $rip, walk kernel_main."""

    def __init__(self):
        super().__init__('walk', gdb.COMMAND_DATA, gdb.COMPLETE_EXPRESSION)

    def invoke(self, argument, from_tty):
        if not argument:
            raise gdb.GdbError('walk needs an address')
        address = evaluate(argument)
        if not register('cr0') >> 31:
            print(f'{address:#x}: paging is off; it is physical as it stands')
            return
        if address >> 47 not in (0, 0x1FFFF):
            print(f'{address:#x}: not canonical: bits 63 to 47 differ')
            return
        self.follow(address)

    def follow(self, address):
        table = register('cr3') & PTE_ADDRESS
        print(f'{address:#018x}')
        for shift, name in LEVELS:
            index = address >> shift & 511
            entry = int.from_bytes(read_physical(table + 8 * index, 8),
                                   'little')
            print(f'  {name + f"[{index}]":10} at {table + 8 * index:#x}'
                  f' = {entry:016x}  {words(entry, PTE) or "not present"}')
            if not entry & 1:
                print('  not mapped')
                return
            table = entry & PTE_ADDRESS
            if shift == 12 or (shift < 39 and entry >> 7 & 1):
                break
        offset = address & (1 << shift) - 1
        physical = (table & ~((1 << shift) - 1)) + offset
        print(f'  physical {physical:#x}, in a page of {SIZES[shift]}')


def place(name, at):
    """Where a table is: only QEMU's monitor tells, as "GDT= base limit"; `at`
    is the field of the base."""
    text = gdb.execute('monitor info registers', to_string=True)
    fields = next(line for line in text.splitlines()
                  if line.startswith(name)).replace('=', '= ').split()
    return int(fields[at], 16), int(fields[at + 1], 16)


def gdt_place():
    return place('GDT', 1)


def read_table(address, nbytes, what):
    try:
        return bytes(gdb.selected_inferior().read_memory(address, nbytes))
    except gdb.MemoryError:
        raise gdb.GdbError(f'{what} at {address:#x} is not mapped') from None


def descriptor(selector):
    """The descriptor that a selector names. A GDT lies in mapped memory."""
    base, limit = gdt_place()
    if selector & ~7 > limit:
        return 0
    data = read_table(base + (selector & ~7), 8, 'the GDT')
    return int.from_bytes(data, 'little')


class Gdt(gdb.Command):
    """List the segment descriptors of the GDT, in words."""

    def __init__(self):
        super().__init__('gdt', gdb.COMMAND_DATA)

    def invoke(self, argument, from_tty):
        base, limit = gdt_place()
        print(f'GDT at {base:#x}, {limit + 1} bytes')
        selector = 0
        while selector < limit:
            entry = descriptor(selector)
            print(f'  {selector:#04x}  {entry:016x}  {self.words(entry)}')
            # Those of the system have 16 bytes in long mode.
            is_wide = entry >> 47 & 1 and not entry >> 44 & 1
            selector += 16 if is_wide else 8

    def words(self, entry):
        """Intel SDM Vol. 3A, "Segment Descriptors"."""
        if not entry >> 47 & 1:
            return 'not present'
        ring = f'ring {entry >> 45 & 3}'
        if not entry >> 44 & 1:
            kind = {9: 'TSS', 11: 'TSS, busy', 2: 'LDT'}
            return f'{kind.get(entry >> 40 & 15, "system segment")}, {ring}'
        if entry >> 43 & 1:
            width = ('64-bit' if entry >> 53 & 1 else
                     '32-bit' if entry >> 54 & 1 else '16-bit')
            return f'{width} code, {ring}'
        access = 'read and write' if entry >> 41 & 1 else 'read only'
        return f'data, {access}, {ring}'


class Idt(gdb.Command):
    """List the gates of the IDT: idt, or idt VECTOR."""

    def __init__(self):
        super().__init__('idt', gdb.COMMAND_DATA)

    def invoke(self, argument, from_tty):
        base, limit = place('IDT', 1)
        vectors = range((limit + 1) // 16)
        if argument:
            vectors = [evaluate(argument)]
        for vector in vectors:
            gate = read_table(base + 16 * vector, 16, 'the IDT')
            print(f'  {vector:3}  {self.words(gate)}')

    def words(self, gate):
        """Intel SDM Vol. 3A, "64-Bit IDT Gate Descriptors"."""
        if not gate[5] & 0x80:
            return 'not present'
        target = int.from_bytes(gate[0:2] + gate[6:12], 'little')
        kind = {14: 'interrupt gate', 15: 'trap gate'}.get(gate[5] & 15, '?')
        selector = int.from_bytes(gate[2:4], 'little')
        ist = f', IST {gate[4] & 7}' if gate[4] & 7 else ''
        return (f'{kind} to {selector:#x}:{target:#x}, '
                f'from ring {gate[5] >> 5 & 3} on{ist}')


class Tss(gdb.Command):
    """Show the stacks that the task state segment names."""

    def __init__(self):
        super().__init__('tss', gdb.COMMAND_DATA)

    def invoke(self, argument, from_tty):
        base, limit = place('TR', 3)
        if not base:
            print('no TSS is loaded')
            return
        # Intel SDM Vol. 3A, "64-Bit Task State Segment".
        data = read_table(base, 104, 'the TSS')
        print(f'TSS at {base:#x}, {limit + 1} bytes')
        for name, offset in [('rsp0', 4)] + [(f'ist{i}', 28 + 8 * i)
                                             for i in range(1, 8)]:
            stack = int.from_bytes(data[offset:offset + 8], 'little')
            if stack:
                print(f'  {name}  {stack:#x}')
        print(f'  I/O map at {int.from_bytes(data[102:104], "little")}')



def entries_of(table):
    """The 512 entries of the table at a physical address."""
    data = read_physical(table & PTE_ADDRESS, 4096)
    return [int.from_bytes(data[i:i + 8], 'little')
            for i in range(0, 4096, 8)]


def canonical(address):
    return address | 0xFFFF << 48 if address >> 47 else address


class Pages(gdb.Command):
    """List what the page tables map: pages, or pages ADDRESS for one range.

Pages that follow each other in both kinds of addresses, with the same rights,
are one range."""

    def __init__(self):
        super().__init__('pages', gdb.COMMAND_DATA)

    def invoke(self, argument, from_tty):
        wanted = evaluate(argument) if argument else None
        if not register('cr0') >> 31:
            print('paging is off')
            return
        found = False
        for start, end, physical, size, rights in self.ranges():
            if wanted is None or start <= wanted < end:
                found = True
                print(f'  {start:016x} - {end - 1:016x}  {physical:#012x}  '
                      f'{size >> 10:4} KiB  {rights}')
        if not found:
            print('  not mapped')

    def ranges(self):
        """(start, end, physical, page size, rights), neighbours joined."""
        last = None
        for start, physical, size, rights in self.leaves(
                register('cr3'), 0, 0, (True, False, True)):
            if last and (last[1], last[2] + last[1] - last[0], last[3:]) == (
                    start, physical, (size, rights)):
                last = (last[0], start + size, *last[2:])
                continue
            if last:
                yield last
            last = (start, start + size, physical, size, rights)
        if last:
            yield last

    def leaves(self, table, level, base, rights):
        """Each page; `rights` are what the levels above have left of write,
        user and execute."""
        shift, _ = LEVELS[level]
        for index, entry in enumerate(entries_of(table)):
            if not entry & 1:
                continue
            virtual = canonical(base + (index << shift))
            here = (rights[0] and bool(entry & 2),
                    bool(entry & 4) and (level == 0 or rights[1]),
                    rights[2] and not entry >> 63)
            if shift == 12 or (level > 0 and entry >> 7 & 1):
                physical = entry & PTE_ADDRESS & ~((1 << shift) - 1)
                yield virtual, physical, 1 << shift, self.words(here)
            else:
                yield from self.leaves(entry, level + 1, virtual, here)

    def words(self, rights):
        write, user, execute = rights
        return ' '.join(['read'] + ['write'] * write + ['execute'] * execute
                        + ['user'] * user)


class Frames(gdb.Command):
    """List the frames of memory, range by range: frames, or frames ADDRESS."""

    def __init__(self):
        super().__init__('frames', gdb.COMMAND_DATA)

    def invoke(self, argument, from_tty):
        try:
            ours, unused = self.bits('ours'), self.bits('unused')
        except gdb.MemoryError:
            ours = b''  # without paging its variables are out of sight
        except gdb.error:
            raise gdb.GdbError('this kernel has no frame allocator') from None
        if not ours:
            print('the frame allocator is not there yet')
            return
        if argument:
            number = evaluate(argument) >> 12
            print(f'  frame {number:#x}: {self.state(ours, unused, number)}')
            return
        print(f'{self.count(ours)} frames are ours, '
              f'{self.count(unused)} of them free')
        start = 0
        for number in range(1, 8 * len(ours) + 1):
            state = self.state(ours, unused, start)
            if number < 8 * len(ours) and state == self.state(ours, unused,
                                                              number):
                continue
            print(f'  {start << 12:#012x} - {(number << 12) - 1:#012x}  '
                  f'{number - start:8}  {state}')
            start = number

    def bits(self, name):
        """The lowest level of a bitmap of memory/frame.c."""
        bitmap = gdb.parse_and_eval(f"'memory/frame.c'::{name}")
        nbytes = (int(bitmap['nbits']) + 7) // 8
        if not nbytes:
            return b''
        level = int(bitmap['level'][0])
        return bytes(gdb.selected_inferior().read_memory(level, nbytes))

    def count(self, bits):
        return bin(int.from_bytes(bits, 'little')).count('1')

    def state(self, ours, unused, number):
        def has(bits):
            return number // 8 < len(bits) and bits[number // 8] >> (
                number % 8) & 1
        return ('free' if has(unused) else 'in use' if has(ours)
                else 'not ours')



class Heap(gdb.Command):
    """Draw the heap: # a block in use, o one that the CPU has at hand, . a free
one. What the drawing looks like depends on the allocator."""

    def __init__(self):
        super().__init__('heap', gdb.COMMAND_DATA)

    def invoke(self, argument, from_tty):
        try:
            name = gdb.parse_and_eval("'memory/heap.c'::heap")['name'].string()
        except gdb.error:
            raise gdb.GdbError('this kernel has no heap') from None
        print(f'{name}:')
        {'bump': self.draw_bump, 'free list': self.draw_free_list,
         'size classes': self.draw_size_classes}[name]()

    def variable(self, file, name):
        return gdb.parse_and_eval(f"'memory/{file}.c'::{name}")

    def word(self, address):
        data = gdb.selected_inferior().read_memory(address, 8)
        return int.from_bytes(bytes(data), 'little')

    def draw_bump(self):
        region = self.variable('bump', 'region')
        start, end = int(region['start']), int(region['end'])
        place = int(self.variable('bump', 'next'))
        count = int(self.variable('bump', 'nblocks'))
        print(f'  {start:#x} - {place:#x}  {count} blocks in use, '
              'and those given back')
        print(f'  {place:#x} - {end:#x}  not yet handed out')

    def draw_free_list(self):
        """Chunk by chunk; the last one has no bytes."""
        region = self.variable('free_list', 'region')
        at, end = int(region['start']), int(region['end'])
        while at < end - 16:
            size = self.word(at + 8)
            state = 'in use' if size & 1 else 'free'
            cell = '#' if size & 1 else '.'
            size &= ~1
            drawn = cell * min(40, max(1, size // 64))
            print(f'  {at:#x}  {size:8}  {state:6}  {drawn}')
            if not size:
                break  # not a chunk any more
            at += size

    def draw_size_classes(self):
        classes = self.variable('size_class', 'classes')
        at_hand = self.variable('size_class', 'boot_cpu_at_hand')
        first, last = classes.type.range()
        for number in range(first, last + 1):
            kind, hand = classes[number], at_hand[number]
            idle = {int(hand['blocks'][i]) for i in range(int(hand['count']))}
            slabs = [slab for name in ('full', 'partial')
                     for slab in self.slabs(kind[name])]
            if int(kind['empty']):
                slabs.append(kind['empty'].dereference())
            for slab in slabs:
                print(f"  {int(kind['nbytes']):5}  {int(slab.address):#x}  "
                      f'{self.draw_slab(kind, slab, idle)}')

    def slabs(self, ring):
        head = ring['head'].address
        node = head['next']
        slab = gdb.lookup_type('struct slab').pointer()
        while int(node) not in (0, int(head)):
            yield node.cast(slab).dereference()  # its first field
            node = node['next']

    def draw_slab(self, kind, slab, idle):
        size, count = int(kind['nbytes']), int(kind['count'])
        start = int(slab.address) + slab.type.sizeof
        free, block = set(), int(slab['free'])
        while block and block not in free:
            free.add(block)
            block = self.word(block + 16)
        cells = ''
        for number in range(count):
            block = start + number * size
            cells += ('.' if number >= int(slab['ncut']) or block in free
                      else 'o' if block in idle else '#')
        return cells


def members(ring, kind, field_name):
    """Each struct in one of the kernel's lists, whose links lie in it."""
    head = ring['head'].address
    node = head['next']
    struct = gdb.lookup_type(f'struct {kind}')
    offset = next(field.bitpos // 8 for field in struct.fields()
                  if field.name == field_name)
    while int(node) not in (0, int(head)):
        place = gdb.Value(int(node) - offset).cast(struct.pointer())
        yield place.dereference()
        node = node['next']


def all_threads():
    """Every thread of the kernel's; none before its scheduler is there."""
    try:
        ring = gdb.parse_and_eval("'thread/scheduler.c'::all")
    except gdb.error:
        raise gdb.GdbError('this kernel has no threads') from None
    return members(ring, 'thread', 'all')


def state_of(thread):
    if int(thread['waits']):
        return f"waits for {thread['waits']['name'].string()}"
    return str(thread['state']).replace('THREAD_', '').lower()


class Threads(gdb.Command):
    """List the threads: what each does or waits for, how much of its stack is in
use, and where it will go on."""

    def __init__(self):
        super().__init__('threads', gdb.COMMAND_DATA)

    def invoke(self, argument, from_tty):
        threads = list(all_threads())
        if not threads:
            print('the scheduler is not there yet')
        for thread in threads:
            self.print_one(thread)

    def print_one(self, thread):
        print(f"  {int(thread['id']):4}  {thread['name'].string():24}"
              f'{state_of(thread):32}{self.place(thread)}')

    def place(self, thread):
        if str(thread['state']) == 'THREAD_RUNNING':
            return 'on the CPU'
        rsp = int(thread['rsp'])
        if not rsp:
            return 'on the CPU'  # it leaves its stack right now
        stack = gdb.selected_inferior()
        # Above six registers lies where thread_switch() returns to.
        data = stack.read_memory(rsp + 48, 8)
        symbol = gdb.execute(
            f"info symbol {int.from_bytes(bytes(data), 'little')}",
            to_string=True)
        used = int(thread['stack_end']) - rsp if int(thread['stack_end']) else 0
        in_use = f', {used} bytes of its stack in use' if used else ''
        return f'in {symbol.split()[0]}{in_use}'


class Processes(gdb.Command):
    """List the processes: who started each, what its thread does or waits for,
the root of its page tables, and how much heap it has asked for."""

    def __init__(self):
        super().__init__('processes', gdb.COMMAND_DATA)

    def invoke(self, argument, from_tty):
        try:
            ring = gdb.parse_and_eval("'process/process.c'::all")
        except gdb.error:
            raise gdb.GdbError('this kernel has no processes') from None
        processes = list(members(ring, 'process', 'all'))
        if not processes:
            print('there is no process')
        for process in processes:
            self.print_one(process)

    def print_one(self, process):
        heap = int(process['heap_end']) - int(process['heap_start'])
        root = int(process['space']['root']['raw'])
        print(f"  {int(process['pid']):4}  {process['name'].string():24}"
              f"child of {int(process['parent']['pid']):<5}"
              f'{self.doing(process):32}cr3 {root:#x}, heap {heap} bytes')

    def doing(self, process):
        if not int(process['thread']):
            return 'about to begin'
        if int(process['has_ended']):
            return f"has ended: {int(process['status']):#x}"
        return state_of(process['thread'])


class Program(gdb.Command):
    """Load the symbols of a program, in place of those of another: all programs
lie at the same addresses, so GDB can know one of them at a time."""

    def __init__(self):
        super().__init__('program', gdb.COMMAND_FILES)
        self.loaded = None

    def invoke(self, argument, from_tty):
        path = self.folder() / f'{argument}.debug.elf'
        if not argument or not path.exists():
            raise gdb.GdbError('program: one of ' + ', '.join(self.names()))
        if self.loaded:
            gdb.execute(f"remove-symbol-file '{self.loaded}'", to_string=True)
            self.loaded = None
        gdb.execute(f"add-symbol-file '{path}'", to_string=True)
        self.loaded = path
        print(f'main() of {argument} is at '
              f'{evaluate("main"):#x}; that address is in every program: '
              f'break main if $_streq($program(), "{argument}")')

    def folder(self):
        """Programs are built beside the kernel, which was loaded first."""
        return Path(gdb.objfiles()[0].filename).parent / 'user'

    def names(self):
        return sorted(path.name.split('.')[0]
                      for path in self.folder().glob('*.debug.elf'))

    def complete(self, text, word):
        return [name for name in self.names() if name.startswith(text)]


class RunningProgram(gdb.Function):
    """The name of the program that runs; an empty one for the kernel itself."""

    def __init__(self):
        super().__init__('program')

    def invoke(self):
        for thread in all_threads():
            if (str(thread['state']) == 'THREAD_RUNNING'
                    and int(thread['process'])):
                return thread['process']['name'].string()
        return ''


class FrameId:
    """How GDB tells one frame from another."""

    def __init__(self, sp, pc):
        self.sp, self.pc = sp, pc


class SystemCall(gdb.unwinder.Unwinder):
    """Who called, at the first instruction behind SYSCALL: the CPU has noted it
in rcx, and the stack is still the program's. With this `next` goes over a
system call as over any other."""

    def __init__(self):
        super().__init__('system call')

    def __call__(self, frame):
        try:
            entry = gdb.parse_and_eval('(unsigned long)&syscall_entry')
        except gdb.error:
            return None  # this kernel has no system calls
        rip = frame.read_register('rip')
        if int(rip) & ADDRESS_BITS != int(entry):
            return None
        rsp = frame.read_register('rsp')
        caller = frame.create_unwind_info(FrameId(rsp, rip))
        caller.add_saved_register('rip', frame.read_register('rcx'))
        for name in ('rsp', 'rbp', 'rbx', 'r12', 'r13', 'r14', 'r15'):
            caller.add_saved_register(name, frame.read_register(name))
        return caller


Mode()
Walk()
Gdt()
Idt()
Tss()
Pages()
Frames()
Heap()
Threads()
Processes()
Program()
RunningProgram()
gdb.unwinder.register_unwinder(None, SystemCall())
