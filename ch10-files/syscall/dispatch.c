// SPDX-License-Identifier: MIT
// syscall/dispatch.c - how a program's system call reaches its function.

#include "syscall/dispatch.h"

#include "abi/numbers.h"
#include "base/errno.h"
#include "cpu/gdt.h"
#include "syscall/syscall_entry.h"
#include "syscall/syscall_registers.h"
#include "trap/report.h"
#include "trap/stubs.h"
#include "trap/trap.h"
#include "x86/cpu.h"
#include "x86/registers.h"

// The flags that SYSCALL clears. IF: on entry the stack is still the program's.
// The others would change what kernel code does: TF traps, DF turns string
// instructions round, NT breaks iretq, AC suspends SMAP.
#define MASKED_FLAGS \
    (RFLAGS_IF | RFLAGS_TF | RFLAGS_DF | RFLAGS_IOPL | RFLAGS_NT | RFLAGS_AC)

_Static_assert(SYSCALL_VECTOR == VECTOR_SYSCALL, "one number");

// int 0x80 makes the same calls, with the arguments in the same registers.
void syscall_handle_interrupt(struct trap_frame *frame)
{
    sti();
    int64_t result = -ENOSYS;
    if (frame->rax < SYS_COUNT) {
        struct syscall_arguments in = {.rdi = frame->rdi,
                                       .rsi = frame->rsi,
                                       .rdx = frame->rdx,
                                       .r10 = frame->r10,
                                       .r8 = frame->r8,
                                       .r9 = frame->r9};
        result = syscall_table[frame->rax](&in);
    }
    frame->rax = (uint64_t)result;
    cli();
}

// Is this the kernel's first instruction after a program's SYSCALL, int 0x80 or
// int3?
static bool is_kernel_entry(uint64_t rip)
{
    uintptr_t stubs = (uintptr_t)trap_stubs;
    return rip == (uintptr_t)syscall_entry ||
           rip == stubs + VECTOR_SYSCALL * TRAP_STUB_SIZE ||
           rip == stubs + VECTOR_BREAKPOINT * TRAP_STUB_SIZE;
}

// A program can set TF and then make a system call. Some CPUs raise the #DB of
// that step only at the kernel's first instruction, in ring 0; likewise the #DB
// of a watchpoint on a load of SS before it (Intel SDM Vol. 3A, "Masking
// Exceptions and Interrupts When Switching Stacks"). The kernel goes on without
// TF. The program's saved flags keep TF: its next step kills it.
void syscall_handle_debug(struct trap_frame *frame)
{
    if (!is_kernel_entry(frame->rip)) {
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
    // Firmware may have left two features on. SYSENTER would enter ring 0 at an
    // address of the firmware. By FSGSBASE a program could load a GS base that
    // trap/stubs.asm takes for the kernel's.
    wrmsr(MSR_SYSENTER_CS, 0);
    write_cr4(read_cr4() & ~(uintptr_t)CR4_FSGSBASE);
}
