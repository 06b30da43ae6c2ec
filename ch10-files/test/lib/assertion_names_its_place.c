// SPDX-License-Identifier: MIT
// Breaks: lib/panic.c: kvprintf(format, arguments); =>

#include "lib/panic.h"
#include "test/runner.h"

static volatile int two = 2;

TEST_PANICS(assertion_names_its_place,
            "test/lib/assertion_names_its_place.c:13: "
            "assertion failed: two + two == 5")
{
    KASSERT(two + two == 5);
}
