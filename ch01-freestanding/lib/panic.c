// SPDX-License-Identifier: MIT
// lib/panic.c - reports why the kernel stops, and stops it.
//
// A panic relies on little: it takes no lock and allocates nothing. If the
// report itself causes a panic, the second one prints a single line and stops.
// If even that line causes one, because printing is what fails, the third stops
// and prints nothing.

#include "lib/panic.h"

#include "base/kprintf.h"
#include "x86/cpu.h"

#define BACKTRACE_MAX  16
#define STACK_SIZE_MAX (64 * 1024) // in bytes; no stack of ours is larger

// What a function built with -fno-omit-frame-pointer leaves on the stack. The
// frame pointer register (ebp, rbp) points at the newest one.
struct stack_frame {
    struct stack_frame *caller;
    void *return_address;
};

static void (*panic_hook)(void);
static unsigned npanics;

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

static void print_backtrace(const struct stack_frame *frame)
{
    kprintf("called from: %p", frame->return_address);
    for (int i = 1; i < BACKTRACE_MAX && has_caller(frame); i++) {
        frame = frame->caller;
        kprintf(" %p", frame->return_address);
    }
    kprintf("\n");
}

void(panic)(const char *where, const char *format, ...)
{
    cli();
    kprintf_set_lock(NULL, NULL); // its holder will not run again
    npanics++;
    if (npanics == 2) {
        kprintf("\nPANIC at %s, while reporting another\n", where);
    }
    if (npanics > 1) {
        halt_forever();
    }
    if (panic_hook != NULL) {
        panic_hook();
    }
    va_list arguments;
    va_start(arguments, format);
    kprintf("\nPANIC at %s: ", where);
    kvprintf(format, arguments);
    kprintf("\n");
    va_end(arguments);
    print_backtrace(__builtin_frame_address(0));
    kprintf("The machine is stopped.\n");
    halt_forever();
}
