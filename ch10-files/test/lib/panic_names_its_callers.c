// SPDX-License-Identifier: MIT
// Breaks: common/tools/symbols: 1 ", name" count + 0 => 1 ", name0"

#include "lib/panic.h"
#include "test/runner.h"

TEST_PANICS(panic_names_its_callers, " kernel_main+0x")
{
    panic("who called?");
}
