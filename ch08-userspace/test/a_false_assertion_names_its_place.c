// SPDX-License-Identifier: MIT
// Red when lib/panic.c lacks
//     kvprintf(format, arguments);

#include "lib/panic.h"
#include "test/runner.h"

static volatile int two = 2;

TEST_PANICS(a_false_assertion_names_its_place,
            "test/a_false_assertion_names_its_place.c:14: "
            "assertion failed: two + two == 5")
{
    KASSERT(two + two == 5);
}
