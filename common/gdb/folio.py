# SPDX-License-Identifier: MIT
"""GDB commands that know the CPU's tables.

    mode            which mode the CPU is in, and the bits that say so
    walk ADDRESS    the page tables' entries for an address, one by one
    gdt             the segment descriptors, in words
    idt [VECTOR]    the gates of the interrupt descriptor table, or one of them
    tss             the stacks that the CPU takes by itself
    pages [ADDRESS] what the page tables map, range by range, with its rights
    frames [ADDRESS]  which frames of memory are free, in use, or not managed
    heap            the heap's blocks, drawn
    threads         each thread, what it does or waits for, and its stack
    processes       each process, who started it, what it does, its memory
    descriptors [PID]  the objects of the current process, or of another one
    terminal        the console: its settings, what was typed, and who reads
    files [DIRECTORY]  the files and directories in memory, and where bytes lie
    program NAME    load the symbols of a program, in place of another's

and a function for conditions, since all programs lie at the same addresses:

    break main if $_streq($program(), "NAME")

`help folio` prints this list. The commands read and change nothing.
"""

from pathlib import Path

import gdb
import gdb.types
import gdb.unwinder

ADDRESS_BITS = (1 << 64) - 1


def register(name):
    return int(gdb.parse_and_eval(f'${name}')) & ADDRESS_BITS


def evaluate(expression):
    """The address that an expression gives: a number, a register, a function,
    an array, &variable."""
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
        # In long mode the code segment decides. The CPU's copy is read, since
        # the GDT may have changed or may not be mapped.
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
            # System descriptors have 16 bytes in long mode.
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
            managed, unused = self.bits('managed'), self.bits('free_frames')
        except gdb.MemoryError:
            managed = b''  # without paging its variables are not mapped
        except gdb.error:
            raise gdb.GdbError('this kernel has no frame allocator') from None
        if not managed:
            print('the frame allocator is not there yet')
            return
        if argument:
            number = evaluate(argument) >> 12
            print(f'  frame {number:#x}: {self.state(managed, unused, number)}')
            return
        print(f'{self.count(managed)} frames are managed, '
              f'{self.count(unused)} of them free')
        start = 0
        for number in range(1, 8 * len(managed) + 1):
            state = self.state(managed, unused, start)
            following = self.state(managed, unused, number)
            if number < 8 * len(managed) and state == following:
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

    def state(self, managed, unused, number):
        def has(bits):
            return number // 8 < len(bits) and bits[number // 8] >> (
                number % 8) & 1
        return ('free' if has(unused) else 'in use' if has(managed)
                else 'not managed')



class Heap(gdb.Command):
    """Draw the heap: # a block in use, . a free one, o a free one in the CPU's
cache. What the drawing looks like depends on the allocator."""

    def __init__(self):
        super().__init__('heap', gdb.COMMAND_DATA)

    def invoke(self, argument, from_tty):
        try:
            name = self.allocator()
        except gdb.error:
            raise gdb.GdbError('this kernel has no heap') from None
        print(f'{name}:')
        {'bump': self.draw_bump, 'free list': self.draw_free_list,
         'size classes': self.draw_size_classes}[name]()

    def allocator(self):
        """Only chapter 6 has more than one."""
        try:
            return self.variable('heap', 'heap')['name'].string()
        except gdb.error:
            self.variable('size_class', 'classes')
            return 'size classes'

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
              'and freed ones')
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
        cpu_cache = self.variable('size_class', 'boot_cpu_caches')
        first, last = classes.type.range()
        for number in range(first, last + 1):
            kind, hand = classes[number], cpu_cache[number]
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
    """Each struct in one of the kernel's lists, whose links lie in it. Ends
    where the list is damaged and comes back to a member."""
    head = ring['head'].address
    node, seen = head['next'], {0, int(head)}
    struct = gdb.lookup_type(f'struct {kind}')
    offset = next(field.bitpos // 8 for field in struct.fields()
                  if field.name == field_name)
    while int(node) not in seen:
        seen.add(int(node))
        place = gdb.Value(int(node) - offset).cast(struct.pointer())
        yield place.dereference()
        node = node['next']


STACKS_BASE = 0xFFFFD00000000000     # as in boot/layout.h
SLOT_SIZE, NSLOTS = 0x8000, 32768    # as in thread/thread_stack.c


def all_threads():
    """Every thread: main, then by the slots of their stacks. The thread that a
    stack is for is noted at its end, and NULL for a stack in the cache."""
    try:
        main = gdb.parse_and_eval("&'thread/thread.c'::main_thread")
        slots = gdb.parse_and_eval("'thread/thread_stack.c'::slots")
    except gdb.error:
        raise gdb.GdbError('this kernel has no threads') from None
    if int(slots['nbits']) == 0:
        return  # the scheduler is not there yet
    yield main.dereference()
    memory = gdb.selected_inferior()
    unused = bytes(memory.read_memory(int(slots['level'][0]), NSLOTS // 8))
    for slot in range(NSLOTS):
        if not unused[slot // 8] >> slot % 8 & 1:
            end = STACKS_BASE + (slot + 1) * SLOT_SIZE - 16
            owner = int.from_bytes(bytes(memory.read_memory(end, 8)), 'little')
            if owner:
                yield gdb.Value(owner).cast(main.type).dereference()


def state_of(thread):
    if int(thread['blocked_on']):
        return f"waits for {thread['blocked_on']['name'].string()}"
    if str(thread['state']) == 'THREAD_WAITING':
        for other in all_threads():
            if int(other['joiner']) == int(thread.address):
                return f"waits for {other['name'].string()} to end"
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
        for number, thread in enumerate(threads):
            print(f"  {number:4}  {thread['name'].string():24}"
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
        address = int.from_bytes(bytes(data), 'little')
        symbol = gdb.execute(f'info symbol {address}', to_string=True)
        where = (f'returns to {address:#x}, outside the kernel'
                 if symbol.startswith('No symbol') else
                 f'in {symbol.split()[0]}')
        used = int(thread['stack_end']) - rsp if int(thread['stack_end']) else 0
        in_use = f', {used} bytes of its stack in use' if used else ''
        return f'{where}{in_use}'


def process_table():
    """It has a file of its own from chapter 9 on."""
    for file in ('process_table', 'process'):
        try:
            return gdb.parse_and_eval(f"'process/{file}.c'::table")
        except gdb.error:
            pass
    raise gdb.GdbError('this kernel has no processes')


def all_processes():
    """Every process but the kernel, by pid."""
    table = process_table()
    first, last = table.type.range()
    processes = [table[i].dereference() for i in range(first, last + 1)
                 if int(table[i])]
    return sorted(processes, key=lambda process: int(process['pid']))


def process_of(thread):
    """The process whose program a thread runs; None for a kernel thread."""
    if not int(thread) or not int(thread['user']):
        return None
    process = gdb.lookup_type('struct process')
    offset = next(field.bitpos // 8 for field in process.fields()
                  if field.name == 'user')
    place = gdb.Value(int(thread['user']) - offset)
    return place.cast(process.pointer()).dereference()


def current_process():
    return process_of(gdb.parse_and_eval("'cpu/this_cpu.c'::boot_cpu.current"))


class Processes(gdb.Command):
    """List the processes: who started each, what its thread does or waits for,
the root of its page tables, and how much heap it has asked for."""

    def __init__(self):
        super().__init__('processes', gdb.COMMAND_DATA)

    def invoke(self, argument, from_tty):
        processes = all_processes()
        if not processes:
            print('there is no process')
        for process in processes:
            self.print_one(process)

    def print_one(self, process):
        heap = int(process['heap_end']) - int(process['heap_start'])
        root = int(process['user']['space']['root']['raw'])
        print(f"  {int(process['pid']):4}  {process['name'].string():24}"
              f"child of {int(process['parent']['pid']):<5}"
              f'{self.doing(process):32}cr3 {root:#x}, heap {heap} bytes')

    def doing(self, process):
        if not int(process['thread']):
            return 'about to begin'
        if int(process['has_ended']):
            return f"has ended: {int(process['status']):#x}"
        return state_of(process['thread'])


def or_damage(tell, *arguments):
    """What a function tells; or that memory which it needs cannot be read."""
    try:
        return tell(*arguments)
    except gdb.MemoryError as error:
        return f'damaged: {error}'


DESCRIPTORS_MAX = 1024               # as in object/descriptor.h
RIGHTS = (0, 'read'), (1, 'write')   # as there


class Descriptors(gdb.Command):
    """List the descriptors of the current process: descriptors, or descriptors
PID; 0 is the kernel. Each stands for an object, whose references are counted,
and says what the process may do with it."""

    def __init__(self):
        super().__init__('descriptors', gdb.COMMAND_DATA)

    def invoke(self, argument, from_tty):
        try:
            self.print_table(self.process(argument))
        except gdb.MemoryError as error:
            raise gdb.GdbError(f'damaged, or not there yet: {error}') from None

    def print_table(self, process):
        if not gdb.types.has_field(process.type, 'descriptors'):
            raise gdb.GdbError('this kernel has no descriptors')
        table = process['descriptors']
        length = int(table['length'])
        print(f"process {int(process['pid'])}, "
              f"{process['name'].string(errors='replace')}: "
              f'a table of {length} entries')
        if length > DESCRIPTORS_MAX:
            print(f'  damaged: no table has more than {DESCRIPTORS_MAX}')
            return
        for number in range(length):
            told = or_damage(self.entry, table['entries'][number])
            if told:
                print(f'  {number:4}  {told}')

    def process(self, argument):
        pid = evaluate(argument) if argument else None
        process = current_process() if pid is None else next(
            (process for process in all_processes()
             if int(process['pid']) == pid), None)
        if process is None and pid:
            raise gdb.GdbError(f'there is no process {pid}')
        return process or gdb.parse_and_eval('kernel_process')

    def entry(self, entry):
        """Empty if the number is free."""
        at = int(entry['object'])
        if not at:
            return ''
        thing = entry['object'].dereference()
        kind = thing['operations']['name'].string(errors='replace')
        rights = words(int(entry['rights']), RIGHTS)
        closes = 'close-on-exec' if int(entry['close_on_exec']) else ''
        count = int(thing['count'])
        told = (f'{kind:10}{rights:12}{closes:15}object {at:#x}, '
                f'{count} references')
        return told if count else f'{told}: damaged, it has at least this one'


# As in abi/termios.h: bits of c_iflag and c_lflag, and places in c_cc.
IFLAG, LFLAG = ((8, 'ICRNL'),), ((0, 'ISIG'), (1, 'ICANON'), (3, 'ECHO'))
KEYS = (0, 'VINTR'), (2, 'VERASE'), (3, 'VKILL'), (4, 'VEOF'), (14, 'VWERASE')
VMIN = 6
ENDS_LINE, END_OF_FILE = 0x100, 0x200  # as in terminal/input.c
SHOWN = 60                             # bytes of a long text


def quoted(data):
    """Bytes as C has them in a string; of a long text the start."""
    text = ''.join(
        {0x0A: r'\n', 0x09: r'\t', 0x22: r'\"', 0x5C: r'\\'}.get(
            byte, chr(byte) if 0x20 <= byte < 0x7F else f'\\{byte:03o}')
        for byte in data[:SHOWN])
    return f'"{text}"' + ('...' if len(data) > SHOWN else '')


class Terminal(gdb.Command):
    """Show the console: its settings, the line that is being typed, what waits
to be read and who waits for it, the foreground group, and what was lost."""

    def __init__(self):
        super().__init__('terminal', gdb.COMMAND_DATA)

    def invoke(self, argument, from_tty):
        try:
            console = gdb.parse_and_eval("'terminal/console.c'::console")
            is_there = int(console['object']['operations'])
        except gdb.MemoryError:
            is_there = False  # without paging it is not mapped
        except gdb.error:
            raise gdb.GdbError('this kernel has no terminal') from None
        if not is_there:
            print('the console is not there yet')
            return
        for name, tell in (('settings', self.settings), ('keys', self.keys),
                           ('line', self.line), ('input', self.input),
                           ('readers', self.readers),
                           ('foreground', self.foreground),
                           ('lost', self.lost)):
            print(f'  {name:11} {or_damage(tell, console)}')

    def settings(self, console):
        settings = console['settings']
        return (words(int(settings['c_iflag']), IFLAG) + ' '
                + words(int(settings['c_lflag']), LFLAG)).strip() or 'none'

    def keys(self, console):
        keys = console['settings']['c_cc']
        told = [f'{name} ^{chr(int(keys[at]) ^ 0x40)}' if int(keys[at]) < 0x20
                or int(keys[at]) == 0x7F else f'{name} {chr(int(keys[at]))}'
                for at, name in KEYS]
        return ', '.join([*told, f'VMIN {int(keys[VMIN])}'])

    def line(self, console):
        line, length = console['line'], int(console['line']['length'])
        size = line['text'].type.sizeof
        if length > size:
            return f'damaged: {length} bytes, and it has room for {size}'
        text, columns = (bytes(gdb.selected_inferior().read_memory(
            int(line[field].address), length)) if length else b''
            for field in ('text', 'columns'))
        start = int(line['column']) - sum(columns)
        return f'{length} bytes, from column {start} on: {quoted(text)}'

    def input(self, console):
        source = console['input']
        ring = source['entries']
        size = ring.type.range()[1] + 1
        first, after = int(source['nread']), int(source['nwritten'])
        count = after - first & 0xFFFFFFFF
        if count > size:
            return f'damaged: {count} bytes, and it has room for {size}'
        entries = [int(ring[(first + i) % size]) for i in range(count)]
        data = bytes(entry & 0xFF for entry in entries
                     if not entry & END_OF_FILE)
        ends = sum(1 for entry in entries if entry & (ENDS_LINE | END_OF_FILE))
        return f'{count} of {size}, {ends} ends of a line: {quoted(data)}'

    def readers(self, console):
        names = []
        for thread in members(console['readers']['waiters'], 'thread',
                              'queue'):
            process = process_of(thread.address)
            pid = f"{int(process['pid'])} " if process else ''
            names.append(pid + thread['name'].string(errors='replace'))
        return ', '.join(names) or 'none'

    def foreground(self, console):
        group = int(console['foreground'])
        names = [f"{int(process['pid'])} {process['name'].string()}"
                 for process in all_processes()
                 if int(process['group']) == group]
        return f"group {group}: {', '.join(names) or 'no process'}"

    def lost(self, console):
        return (f"{int(console['input']['nlost'])} bytes since the last read; "
                f"{int(console['ninterrupts'])} ctrl-C since the start")


class Files(gdb.Command):
    """List the files and directories in memory: files, or files DIRECTORY. Of a
file it tells how many programs have it open, its bytes, how many of them lie in
the archive, and how many frames it has."""

    def __init__(self):
        super().__init__('files', gdb.COMMAND_DATA)

    def invoke(self, argument, from_tty):
        try:
            root = gdb.parse_and_eval("'file/tree.c'::root")
        except gdb.error:
            raise gdb.GdbError('this kernel has no files') from None
        path = '/' + argument.strip('/')
        directory = root
        for name in path.split('/')[1:]:
            if name:
                directory = self.child(directory, name)
        try:
            self.print_all(directory, path.rstrip('/'))
        except gdb.MemoryError as error:
            print(f'  damaged, or not there yet: {error}')

    def children(self, directory):
        if int(directory['mode']) & 0o170000 != 0o040000:
            return
        yield from members(directory['children'], 'node', 'sibling')

    def child(self, directory, name):
        for node in self.children(directory):
            if node['name'].string(errors='replace') == name:
                return node
        raise gdb.GdbError(f'there is no {name}')

    def print_all(self, directory, path):
        for node in self.children(directory):
            name = f"{path}/{node['name'].string(errors='replace')}"
            print(f'  {or_damage(self.describe, node):60}{name}')
            self.print_all(node, name)

    def describe(self, node):
        number = int(node['number'])
        contents = node['contents']
        told = f"{number:5}  open {int(node['nopen'])}  "
        if int(node['mode']) & 0o170000 == 0o040000:
            return told + 'directory'
        npages, limit = int(contents['npages']), int(contents['limit'])
        if npages > limit:
            return f'{told}damaged: {npages} pages, and room for {limit}'
        nframes = sum(1 for page in range(npages)
                      if int(contents['frames'][page]['raw']))
        return (f"{told}{int(contents['size'])} bytes, "
                f"{int(contents['narchived'])} archived, {nframes} frames")


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
            gdb.execute(f'remove-symbol-file {self.loaded}', to_string=True)
            self.loaded = None
        # In double quotes, since a folder's name may have an apostrophe.
        name = str(path).replace('\\', r'\\').replace('"', r'\"')
        self.loaded = f'"{name}"'
        gdb.execute(f'add-symbol-file {self.loaded}', to_string=True)
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
        process = current_process()
        return process['name'].string() if process else ''


class FrameId:
    """How GDB tells one frame from another."""

    def __init__(self, sp, pc):
        self.sp, self.pc = sp, pc


class SystemCall(gdb.unwinder.Unwinder):
    """Finds the caller at the first instruction behind SYSCALL: its address is
in rcx, and the stack is still the program's. With this, `next` steps over a
system call as over any other call."""

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


class Folio(gdb.Command):
    __doc__ = __doc__

    def __init__(self):
        super().__init__('folio', gdb.COMMAND_USER)

    def invoke(self, argument, from_tty):
        gdb.execute('help folio')


Folio()
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
Descriptors()
Terminal()
Files()
Program()
RunningProgram()
gdb.unwinder.register_unwinder(None, SystemCall())
