// SPDX-License-Identifier: MIT
// lib/panic.c - reports why the kernel stops, and stops it.
//
// A panic relies on little: it takes no lock and allocates nothing. If the
// report itself causes a panic, the second one prints a single line and stops.
// If even that line causes one, because printing is what fails, the third stops
// and prints nothing.

#include "lib/panic.h"

#include "base/kprintf.h"
#include "lib/symbols.h"
#include "x86/cpu.h"

#define BACKTRACE_MAX  10 // or a report of an exception fills the screen
#define STACK_SIZE_MAX (64 * 1024) // in bytes; no stack of ours is larger

static void (*panic_hook)(void);
static unsigned npanics;
static bool has_reported;

void panic_set_hook(void (*hook)(void))
{
    panic_hook = hook;
}

// The outermost frame is the one that entry.asm made: its caller is NULL. A
// stack grows down, so each caller's frame lies higher than its callee's, by
// less than a stack's size. Any other value is damage, such as by an overrun.
static bool has_caller(const struct stack_frame *frame)
{
    uintptr_t distance = (uintptr_t)frame->caller - (uintptr_t)frame;
    return distance >= sizeof(*frame) && distance < STACK_SIZE_MAX &&
           is_aligned(distance, sizeof(uintptr_t));
}

void print_caller(uintptr_t return_address)
{
    kprintf("  ");
    symbol_print_return(return_address);
    kprintf("\n");
}

void print_backtrace(const struct stack_frame *frame)
{
    print_caller((uintptr_t)frame->return_address);
    for (int i = 1; i < BACKTRACE_MAX && has_caller(frame); i++) {
        frame = frame->caller;
        print_caller((uintptr_t)frame->return_address);
    }
}

void panic_begin(const char *where)
{
    cli();
    kprintf_set_lock(NULL, NULL); // its holder will not run again
    npanics++;
    if (npanics == 2) {
        kprintf("\nPANIC at %s, %s another\n", where,
                has_reported ? "after" : "while reporting");
    }
    if (npanics > 1) {
        halt_forever();
    }
    if (panic_hook != NULL) {
        panic_hook();
    }
    kprintf("\nPANIC");
}

void panic_end(void)
{
    kprintf("The machine is stopped.\n");
    has_reported = true; // but an NMI or a machine check may still come
    halt_forever();
}

void(panic)(const char *where, const char *format, ...)
{
    panic_begin(where);
    va_list arguments;
    va_start(arguments, format);
    kprintf(" at %s: ", where);
    kvprintf(format, arguments);
    kprintf("\ncalled from:\n");
    va_end(arguments);
    print_backtrace(__builtin_frame_address(0));
    panic_end();
}
