// SPDX-License-Identifier: MIT
// object/descriptor.h - a process's small numbers for the objects it holds.
//
// A descriptor is an index into the process's table. The entry holds one
// reference to an object, and says what the process may do with it. Only the
// process's own thread uses the table; its parent, before that thread begins.

#pragma once

#include "object/object.h"

#define DESCRIPTORS_MAX 1024 // of a process

enum descriptor_rights { RIGHT_READ = 1, RIGHT_WRITE = 2 };

struct descriptor {
    struct object *object; // NULL: the number is free
    uint8_t rights;
    bool close_on_exec; // a program that this one starts does not get it
};

struct descriptor_table {
    struct descriptor *entries; // from kmalloc(), except the kernel's own table
    size_t length;              // at most DESCRIPTORS_MAX
};

// Makes the number a descriptor of the object, and takes over the caller's
// reference. What the number stood for is closed. Returns 0, -EBADF if the
// number is negative or too high, or -ENOMEM; then the caller keeps the
// reference.
MUST_USE int descriptor_set(struct descriptor_table *table, int number,
                            struct descriptor descriptor);

// Finds the lowest number that is free, and allocates what descriptor_set()
// needs for it. Returns it; -EMFILE if all are open, or -ENOMEM.
MUST_USE int descriptor_reserve(struct descriptor_table *table);

// Returns the entry of a number, or NULL if the number is not open.
const struct descriptor *descriptor_find(const struct descriptor_table *table,
                                         int64_t number);

// Takes a reference to the object of an open number. Returns NULL if the number
// is not open, or lacks one of the rights.
MUST_USE struct object *descriptor_get(const struct descriptor_table *table,
                                       int64_t number, unsigned rights);

// Returns 0, or -EBADF if the number is not open.
int descriptor_close(struct descriptor_table *table, int64_t number);

// Closes all descriptors, and frees the table.
void descriptor_close_all(struct descriptor_table *table);

// Gives an empty table the parent's descriptors, except those that are
// close_on_exec. Returns 0; or -ENOMEM, and the table is still empty.
MUST_USE int descriptor_inherit(struct descriptor_table *table,
                                const struct descriptor_table *parent);
