// SPDX-License-Identifier: MIT
// process/fault.c - what becomes of a program that does what it may not.
//
// Whatever it was, the CPU has stopped the program before it could happen. The
// log says why, the parent is told, and the process is at its end.

#include "process/fault.h"

#include "base/format.h"
#include "base/kprintf.h"
#include "boot/layout.h"
#include "memory/describe.h"
#include "process/process.h"
#include "process/user_memory.h"
#include "trap/report.h"
#include "trap/trap.h"
#include "x86/cpu.h"

static bool is_below_stack(uintptr_t address)
{
    uintptr_t start = USER_STACK_END - USER_STACK_SIZE;
    return address < start && address >= start - USER_STACK_SIZE;
}

// In one piece, since others may print meanwhile.
static void say_why(const struct trap_frame *frame, uintptr_t address)
{
    const struct process *process = process_current();
    char more[192] = "";
    if (frame->vector == VECTOR_PAGE_FAULT) {
        snprintf(
            more, sizeof(more), "\n  %s at 0x%lx, in %s: %s",
            page_fault_access(frame->error_code), address, region_name(address),
            is_below_stack(address) ? "its stack has overflowed"
                                    : page_fault_reason(frame->error_code));
    }
    kprintf("stopped: %s (pid %d): %s at 0x%lx%s\n", process->name,
            process->pid, trap_name(frame->vector), frame->rip, more);
}

static void on_fault(struct trap_frame *frame)
{
    uintptr_t address = read_cr2(); // before anybody else has a fault
    sti();
    say_why(frame, address);
    process_end(STATUS_STOPPED | (int)frame->vector);
}

// Behind the last page of the half lies what is no address, and iretq would
// fault over it in ring 0, as SYSRET does. No program has that page.
static bool is_no_address(uint64_t rip)
{
    return (uint64_t)((int64_t)(rip << 16) >> 16) != rip;
}

static void on_return(struct trap_frame *frame)
{
    if (is_no_address(frame->rip)) {
        sti();
        process_end(STATUS_STOPPED | STOPPED_BY_ENTRY);
    }
    if (thread_current()->is_stopped) {
        sti();
        process_end_if_stopped();
    }
}

void fault_init(void)
{
    trap_set_program_handlers(on_fault, on_return);
}
