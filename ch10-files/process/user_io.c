// SPDX-License-Identifier: MIT
// process/user_io.c - an object's bytes come from a program, or go to it.

#include "process/user_io.h"

// The uio is the first field of its user_io.
static struct user_io *io_of(struct uio *uio)
{
    return (struct user_io *)uio;
}

_Static_assert(offsetof(struct user_io, uio) == 0, "see io_of()");

static uaddr_t advance(struct user_io *io, size_t nbytes)
{
    uaddr_t from = io->next;
    io->next.raw += nbytes;
    return from;
}

static int copy_in(struct uio *uio, void *to, size_t nbytes)
{
    return copy_from_user(to, advance(io_of(uio), nbytes), nbytes);
}

static int copy_out(struct uio *uio, const void *from, size_t nbytes)
{
    return copy_to_user(advance(io_of(uio), nbytes), from, nbytes);
}

static const struct uio_operations operations = {.copy_in = copy_in,
                                                 .copy_out = copy_out};

void user_io_init(struct user_io *io, uaddr_t start, size_t nbytes)
{
    *io = (struct user_io){.uio = {.operations = &operations, .nleft = nbytes},
                           .next = start};
}
