// SPDX-License-Identifier: MIT
// trap/trap.c - calls the handler of an exception or interrupt.
//
// Owns the table of handlers: a pointer is read and written in one piece, and
// so needs no lock.

#include "trap/trap.h"

#include "base/kprintf.h"
#include "lib/panic.h"
#include "trap/report.h"
#include "trap/stubs.h"

static trap_handler *volatile handlers[VECTOR_COUNT];

trap_handler *trap_set_handler(unsigned vector, trap_handler *handler)
{
    KASSERT(vector < VECTOR_COUNT);
    trap_handler *before = handlers[vector];
    handlers[vector] = handler;
    return before;
}

static trap_handler *program_fault, *program_return; // set before programs run

void trap_set_program_handlers(trap_handler *on_fault, trap_handler *on_return)
{
    program_fault = on_fault;
    program_return = on_return;
}

// The program is to blame for each exception that interrupts it, except three:
// hardware causes NMI and machine check, and a bug of the kernel #DF.
static bool is_programs_fault(const struct trap_frame *frame)
{
    return frame->vector < VECTOR_EXCEPTIONS_END && trap_is_in_program(frame) &&
           frame->vector != VECTOR_NMI &&
           frame->vector != VECTOR_DOUBLE_FAULT &&
           frame->vector != VECTOR_MACHINE_CHECK;
}

void trap_dispatch(struct trap_frame *frame)
{
    trap_handler *handler = handlers[frame->vector];
    if (is_programs_fault(frame)) {
        program_fault(frame);
    } else if (handler != NULL) {
        handler(frame);
    } else if (frame->vector < VECTOR_EXCEPTIONS_END) {
        trap_panic(frame);
    } else {
        log_warn("unexpected interrupt: vector %lu has no handler",
                 frame->vector);
    }
    if (trap_is_in_program(frame)) {
        program_return(frame);
    }
}
