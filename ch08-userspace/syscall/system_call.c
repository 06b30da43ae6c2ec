// SPDX-License-Identifier: MIT
// syscall/system_call.c - the door through which a program asks the kernel.

#include "syscall/system_call.h"

#include "base/errno.h"
#include "cpu/gdt.h"
#include "process/process.h"
#include "syscall/syscall_entry.h"
#include "syscall/numbers.h"
#include "trap/report.h"
#include "trap/stubs.h"
#include "trap/trap.h"
#include "x86/cpu.h"
#include "x86/registers.h"

// What SYSCALL clears. IF, since the stack is not ours yet; the others would
// mean something to the kernel, or to nobody.
#define MASKED_FLAGS \
    (RFLAGS_IF | RFLAGS_TF | RFLAGS_DF | RFLAGS_IOPL | RFLAGS_NT | RFLAGS_AC)

_Static_assert(SYSCALL_VECTOR == VECTOR_SYSCALL, "one number");

void syscall_stopped(void)
{
    sti();
    process_end(STATUS_STOPPED | STOPPED_BY_KILL);
}

void syscall_outside(void)
{
    sti();
    process_end(STATUS_STOPPED | STOPPED_BY_ENTRY);
}

typedef int64_t system_call(uint64_t rdi, uint64_t rsi, uint64_t rdx,
                            uint64_t r10, uint64_t r8, uint64_t r9);

// int 0x80: the same by way of a trap, with all registers in its frame.
static void on_interrupt(struct trap_frame *frame)
{
    sti();
    int64_t result = -ENOSYS;
    if (frame->rax < SYS_COUNT) {
        system_call *call = (system_call *)syscall_table[frame->rax];
        result = call(frame->rdi, frame->rsi, frame->rdx, frame->r10, frame->r8,
                      frame->r9);
    }
    frame->rax = (uint64_t)result;
    cli();
}

// The first instructions of ours, where a program comes in by one of its own.
static bool is_way_in(uint64_t rip)
{
    uintptr_t stubs = (uintptr_t)trap_stubs;
    return rip == (uintptr_t)syscall_entry ||
           rip == stubs + VECTOR_SYSCALL * TRAP_STUB_SIZE ||
           rip == stubs + VECTOR_BREAKPOINT * TRAP_STUB_SIZE;
}

// A program that traces itself steps over these instructions, too, and some
// CPUs report that, or what a debug register watched just before (Intel SDM
// Vol. 3A, "Masking Exceptions and Interrupts When Switching Stacks"), only
// here. The program finds its flag set when it returns, and is stopped there.
static void on_debug(struct trap_frame *frame)
{
    if (!is_way_in(frame->rip)) {
        trap_panic(frame);
    }
    frame->rflags &= ~(uint64_t)RFLAGS_TF;
}

void syscall_init(void)
{
    wrmsr(MSR_STAR, (uint64_t)GDT_SYSRET_BASE << STAR_SYSRET_BIT |
                        (uint64_t)GDT_KERNEL_CODE << STAR_SYSCALL_BIT);
    wrmsr(MSR_LSTAR, (uintptr_t)syscall_entry);
    wrmsr(MSR_FMASK, MASKED_FLAGS);
    wrmsr(MSR_EFER, rdmsr(MSR_EFER) | EFER_SCE);
    // Two doors of the CPU's that are not ours, whatever the firmware did with
    // them: SYSENTER, and a base of gs that a program chooses, which
    // trap/stubs.asm would take for the kernel's.
    wrmsr(MSR_SYSENTER_CS, 0);
    write_cr4(read_cr4() & ~(uintptr_t)CR4_FSGSBASE);
    trap_set_handler(VECTOR_SYSCALL, on_interrupt);
    trap_set_handler(VECTOR_DEBUG, on_debug);
}
