// SPDX-License-Identifier: MIT
// object/uio.h - bytes on their way between an object and its caller.
//
// An object must not know where the caller's memory is: it lies in a program,
// and only process/user_copy.h may reach it. So the caller passes two functions
// that copy, and how many bytes it offers or has room for.

#pragma once

#include "base/types.h"

struct uio;

struct uio_operations {
    // Copies the next nbytes. Each returns 0 or -EFAULT.
    int (*copy_in)(struct uio *uio, void *to, size_t nbytes);
    int (*copy_out)(struct uio *uio, const void *from, size_t nbytes);
};

struct uio {
    const struct uio_operations *operations;
    size_t nleft; // bytes that the caller still offers, or has room for
};

// Takes the next nbytes from the caller, at most uio->nleft. May wait: the
// object must hold no spin lock.
MUST_USE static inline int uio_read(struct uio *uio, void *to, size_t nbytes)
{
    uio->nleft -= nbytes;
    return uio->operations->copy_in(uio, to, nbytes);
}

// Gives the caller the next nbytes, at most uio->nleft. May wait, too.
MUST_USE static inline int uio_write(struct uio *uio, const void *from,
                                     size_t nbytes)
{
    uio->nleft -= nbytes;
    return uio->operations->copy_out(uio, from, nbytes);
}
