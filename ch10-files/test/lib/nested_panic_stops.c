// SPDX-License-Identifier: MIT
// Breaks: lib/panic.c: npanics++; =>

#include "lib/panic.h"
#include "test/runner.h"

static void panic_again(void)
{
    panic("the report itself went wrong");
}

TEST_PANICS(nested_panic_stops, "while reporting another")
{
    panic_set_hook(panic_again);
    panic("the first one");
}
