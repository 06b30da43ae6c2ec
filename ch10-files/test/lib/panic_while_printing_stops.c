// SPDX-License-Identifier: MIT
// A console that panics whenever it is asked to print. The serial port, which
// comes first, still gets the first piece of each report; the third panic
// prints nothing.
//
// Breaks: lib/panic.c: if (npanics == 2) { => if (npanics >= 2) {

#include "base/kprintf.h"
#include "lib/panic.h"
#include "test/runner.h"

static void panic_instead_of_printing(const char *text, size_t length)
{
    (void)text;
    (void)length;
    panic("this console cannot print");
}

TEST_PANICS(panic_while_printing_stops, "PANIC")
{
    kprintf_add_sink(panic_instead_of_printing);
    panic("the first one");
}
