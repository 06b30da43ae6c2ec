// SPDX-License-Identifier: MIT
// process/user_io.h - an object's bytes come from a program, or go to it.

#pragma once

#include "object/uio.h"
#include "process/user_copy.h"

struct user_io {
    struct uio uio;
    uaddr_t next; // where the next byte is, or goes
};

// The bytes are nbytes of the current process's memory, from `start` on.
void user_io_init(struct user_io *io, uaddr_t start, size_t nbytes);
