// SPDX-License-Identifier: MIT
// process/user_copy.h - the functions by which the kernel accesses user memory.
//
// A program may pass any number as an address: the kernel's memory, or a page
// that is not mapped. So an address from a program has a type of its own, and
// only these functions read or write there. They return an error if it lies
// outside the lower half, or if the copy causes a page fault. The program can
// change its memory at any time, but not the copy (TOCTOU): copy once, and
// check the copy.
//
// All of them use the address space of the current process.

#pragma once

#include "trap/trap_frame.h"

typedef struct {
    uint64_t raw;
} uaddr_t; // what a program claims to be an address

// Do the nbytes at base lie in the lower half, which is for programs?
bool is_user_range(uaddr_t base, size_t nbytes);

// Each returns 0, or -EFAULT if the program itself could not read or write
// there. Part of the bytes may then have been copied.
MUST_USE int copy_from_user(void *to, uaddr_t from, size_t nbytes);
MUST_USE int copy_to_user(uaddr_t to, const void *from, size_t nbytes);

// Copies a string with its zero byte. Returns its length without the zero byte,
// -EFAULT, or -ENAMETOOLONG if it does not fit into `size` bytes.
MUST_USE int64_t copy_string_from_user(char *to, uaddr_t from, size_t size);

// Handles a page fault in the kernel. If a copy above has caused it on the
// program's side, the copy goes on at its fixup and returns -EFAULT. Any other
// page fault is a bug in the kernel: panics.
void user_copy_handle_fault(struct trap_frame *frame);
