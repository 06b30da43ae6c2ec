// SPDX-License-Identifier: MIT
// object/object.c - what a program can hold, and what can be done with it.

#include "object/object.h"

#include "lib/panic.h"

void object_release(struct object *object)
{
    unsigned before = __atomic_fetch_sub(&object->count, 1, __ATOMIC_ACQ_REL);
    KASSERT(before > 0);
    if (before == 1 && object->operations->destroy != NULL) {
        object->operations->destroy(object);
    }
}
