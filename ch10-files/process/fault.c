// SPDX-License-Identifier: MIT
// process/fault.c - an exception in a program ends its process.
//
// The log says what the exception was, and the parent's wait() returns its
// vector.

#include "process/fault.h"

#include "base/format.h"
#include "base/kprintf.h"
#include "memory/describe.h"
#include "process/process.h"
#include "process/user_memory.h"
#include "trap/report.h"
#include "trap/trap.h"
#include "x86/cpu.h"

#define RED_ZONE 128 // bytes below rsp that code may use: System V ABI

// Is this page fault a stack overflow? Then its address lies just below the
// stack, or between the stack and an rsp that is below it, but above the heap.
static bool has_stack_overflowed(const struct trap_frame *frame,
                                 uintptr_t address)
{
    uintptr_t start = USER_STACK_END - USER_STACK_SIZE;
    uintptr_t lowest = start - USER_STACK_SIZE;
    if (frame->rsp >= process_current()->heap_end + RED_ZONE) {
        lowest = min(lowest, frame->rsp - RED_ZONE);
    }
    return address < start && address >= lowest;
}

// Prints by one kprintf(), so that no other text gets between the two lines.
static void log_fault(const struct trap_frame *frame, uintptr_t address)
{
    const struct process *process = process_current();
    char more[192] = "";
    if (frame->vector == VECTOR_PAGE_FAULT) {
        snprintf(more, sizeof(more), "\n  %s at 0x%lx, in %s: %s",
                 page_fault_access(frame->error_code), address,
                 describe_region(address),
                 has_stack_overflowed(frame, address)
                     ? "its stack has overflowed"
                     : page_fault_reason(frame->error_code));
    }
    kprintf("killed: %s (pid %d): %s at 0x%lx%s\n", process->name, process->pid,
            trap_name(frame->vector), frame->rip, more);
}

void fault_handle_exception(struct trap_frame *frame)
{
    uintptr_t address = read_cr2(); // before another thread has a page fault
    sti();
    log_fault(frame, address);
    process_exit(STATUS_KILLED | (int)frame->vector);
}

// An iretq to a non-canonical rip would fault in ring 0. The rip after the last
// byte of the lower half is non-canonical. user_map() never maps that byte, so
// this check is a second line of defence.
static bool is_canonical(uint64_t rip)
{
    return (uint64_t)((int64_t)(rip << 16) >> 16) == rip;
}

void fault_handle_return(struct trap_frame *frame)
{
    if (!is_canonical(frame->rip)) {
        process_exit(STATUS_KILLED | KILLED_BY_BAD_RIP);
    }
    process_exit_if_killed();
}
