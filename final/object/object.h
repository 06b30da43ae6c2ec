// SPDX-License-Identifier: MIT
// object/object.h - what a program can hold, and what can be done with it.
//
// A terminal is an object, and so is an open file. An object counts its
// references, and dropping the last one destroys it.

#pragma once

#include "abi/file.h"
#include "object/uio.h"

struct object;

// An operation that is NULL fails: the comment says how.
struct object_operations {
    const char *name;
    // NULL: -EINVAL. Returns the number of bytes moved, or a negative errno.
    int64_t (*read)(struct object *object, struct uio *uio);
    int64_t (*write)(struct object *object, struct uio *uio);
    // NULL: -ESPIPE. The same at an offset that is not negative; both or none.
    int64_t (*read_at)(struct object *object, struct uio *uio, int64_t offset);
    int64_t (*write_at)(struct object *object, struct uio *uio, int64_t offset);
    // NULL: -ESPIPE. Moves the offset of read and write; returns the new one.
    int64_t (*seek)(struct object *object, int64_t offset, int whence);
    // NULL: -EINVAL. Makes a file longer or shorter; the length is at least 0.
    int (*truncate)(struct object *object, int64_t length);
    // NULL: -ENOTDIR. Stores the first entry of a directory at or behind the
    // offset, and in d_off the offset of the next. Returns false at the end.
    int (*entry)(struct object *object, struct dirent64 *entry);
    // Describes the object. NULL: it is a device.
    void (*status)(struct object *object, struct stat *status);
    // What is special to one kind of object: abi/termios.h lists the requests.
    // NULL: -ENOTTY.
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
