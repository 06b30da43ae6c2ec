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

void trap_dispatch(struct trap_frame *frame)
{
    trap_handler *handler = handlers[frame->vector];
    if (handler != NULL) {
        handler(frame);
    } else if (frame->vector < VECTOR_EXCEPTIONS_END) {
        trap_panic(frame);
    } else {
        log_warn("unexpected interrupt: vector %lu has no handler",
                 frame->vector);
    }
}
