// SPDX-License-Identifier: MIT
// Breaks: object/object.c: KASSERT(before > 0); =>

#include "object/object.h"
#include "test/runner.h"

static const struct object_operations operations = {.name = "test"};

TEST_PANICS(object_released_twice_panics, "before > 0")
{
    struct object object = {.operations = &operations, .count = 1};
    object_release(&object);
    object_release(&object);
}
