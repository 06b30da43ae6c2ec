// SPDX-License-Identifier: MIT
// process/user_copy.h - the only door between kernel and program: its memory.
//
// A program may pass any number as an address: of the kernel's memory, of none,
// of a page that it has just given back. So a number from a program has a type
// of its own, and these are the only functions that turn it into memory: they
// refuse what does not lie in the programs' half, and if the CPU faults over
// the rest, they say so. What was copied the program cannot change any more:
// check the copy, and never copy twice.
//
// They mean the memory of the process whose thread calls.

#pragma once

#include "base/types.h"

typedef struct {
    uint64_t raw;
} uaddr_t; // what a program says is an address

// Each returns 0, or -EFAULT if the program could not have done it itself. Then
// some of it may have been copied.
MUST_USE int copy_from_user(void *to, uaddr_t from, size_t nbytes);
MUST_USE int copy_to_user(uaddr_t to, const void *from, size_t nbytes);

// Copies a string with its zero byte. Returns its length without that, -EFAULT,
// or -ENAMETOOLONG if it does not fit into `size` bytes.
MUST_USE int64_t copy_string_from_user(char *to, uaddr_t from, size_t size);

// Faults in the three above are expected from now on. Once, by main.c.
void user_copy_init(void);
