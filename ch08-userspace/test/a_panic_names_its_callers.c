// SPDX-License-Identifier: MIT
// Red when common/tools/symbols has
//     print "    dq 0x" $1 ", name0"
// instead of
//     print "    dq 0x" $1 ", name" count + 0

#include "lib/panic.h"
#include "test/runner.h"

TEST_PANICS(a_panic_names_its_callers, " kernel_main+0x")
{
    panic("who called?");
}
