// SPDX-License-Identifier: MIT
// object/object.h - what a program can hold, and what can be done with it.
//
// A terminal is an object, and chapter 10 adds files. An object counts its
// references, and dropping the last one destroys it.

#pragma once

#include "object/uio.h"

struct object;

// An operation that is NULL fails with -EINVAL.
struct object_operations {
    const char *name;
    // Each returns how many bytes were moved, or a negative errno.
    int64_t (*read)(struct object *object, struct uio *uio);
    int64_t (*write)(struct object *object, struct uio *uio);
    // What is special to one kind of object: abi/termios.h lists the requests.
    int64_t (*control)(struct object *object, uint64_t request,
                       struct uio *uio);
    void (*destroy)(struct object *object); // NULL: it is permanent
};

struct object {
    const struct object_operations *operations; // [i]
    unsigned count;                             // atomic
};

// One more reference. The caller has one already, so the object cannot vanish.
static inline void object_retain(struct object *object)
{
    __atomic_fetch_add(&object->count, 1, __ATOMIC_RELAXED);
}

// Drops a reference, and with the last one destroys the object. May wait.
void object_release(struct object *object);
