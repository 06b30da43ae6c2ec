// SPDX-License-Identifier: MIT
// test/kernel_io.h - an object's bytes come from the test's own memory.

#pragma once

#include "base/errno.h"
#include "base/required.h"
#include "object/object.h"

struct kernel_io {
    struct uio uio;
    char *next; // NULL: each copy fails, as on a bad address
};

static inline char *kernel_io_advance(struct uio *uio, size_t nbytes)
{
    struct kernel_io *io = (struct kernel_io *)uio;
    char *from = io->next;
    io->next = from == NULL ? NULL : from + nbytes;
    return from;
}

static inline int kernel_io_in(struct uio *uio, void *to, size_t nbytes)
{
    char *from = kernel_io_advance(uio, nbytes);
    if (from == NULL) {
        return -EFAULT;
    }
    memcpy(to, from, nbytes);
    return 0;
}

static inline int kernel_io_out(struct uio *uio, const void *from,
                                size_t nbytes)
{
    char *to = kernel_io_advance(uio, nbytes);
    if (to == NULL) {
        return -EFAULT;
    }
    memcpy(to, from, nbytes);
    return 0;
}

static const struct uio_operations kernel_io_operations = {
    .copy_in = kernel_io_in, .copy_out = kernel_io_out};

static inline struct kernel_io kernel_io(void *memory, size_t nbytes)
{
    return (struct kernel_io){
        .uio = {.operations = &kernel_io_operations, .nleft = nbytes},
        .next = memory};
}

static inline int64_t read_object(struct object *object, void *to,
                                  size_t nbytes)
{
    struct kernel_io io = kernel_io(to, nbytes);
    return object->operations->read(object, &io.uio);
}

static inline int64_t write_object(struct object *object, const void *from,
                                   size_t nbytes)
{
    struct kernel_io io = kernel_io((void *)from, nbytes);
    return object->operations->write(object, &io.uio);
}

static inline int64_t control_object(struct object *object, uint64_t request,
                                     void *argument, size_t nbytes)
{
    struct kernel_io io = kernel_io(argument, nbytes);
    return object->operations->control(object, request, &io.uio);
}
