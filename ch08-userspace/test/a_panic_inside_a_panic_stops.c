// SPDX-License-Identifier: MIT
// Red when lib/panic.c lacks
//     is_panicking = true;

#include "lib/panic.h"
#include "test/runner.h"

static void panic_again(void)
{
    panic("the report itself went wrong");
}

TEST_PANICS(a_panic_inside_a_panic_stops, "while reporting another")
{
    panic_set_hook(panic_again);
    panic("the first one");
}
