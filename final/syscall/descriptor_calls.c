// SPDX-License-Identifier: MIT
// syscall/descriptor_calls.c - the calls that name an object by a descriptor.

#include "abi/file.h"
#include "abi/termios.h"
#include "base/errno.h"
#include "process/process.h"
#include "process/user_io.h"
#include "syscall/calls.h"

// Reads or writes, as the right says. The call holds a reference of its own, so
// that the object exists until it ends. Inline, as each of the two callers
// passes a constant: ten instructions less.
static inline int64_t transfer(const struct syscall_arguments *in,
                               enum descriptor_rights right)
{
    struct object *object =
        descriptor_get(&process_current()->descriptors, (int)in->rdi, right);
    if (object == NULL) {
        return -EBADF;
    }
    int64_t (*operation)(struct object *, struct uio *) =
        right == RIGHT_READ ? object->operations->read
                            : object->operations->write;
    struct user_io io;
    user_io_init(&io, (uaddr_t){in->rsi}, in->rdx);
    int64_t result = operation != NULL ? operation(object, &io.uio) : -EINVAL;
    object_release(object);
    return result;
}

int64_t sys_read(const struct syscall_arguments *in)
{
    return transfer(in, RIGHT_READ);
}

int64_t sys_write_to(const struct syscall_arguments *in)
{
    return transfer(in, RIGHT_WRITE);
}

// The size of the largest structure that a request passes.
#define CONTROL_SIZE sizeof(struct termios)

int64_t sys_ioctl(const struct syscall_arguments *in)
{
    struct object *object =
        descriptor_get(&process_current()->descriptors, (int)in->rdi, 0);
    if (object == NULL) {
        return -EBADF;
    }
    struct user_io io;
    user_io_init(&io, (uaddr_t){in->rdx}, CONTROL_SIZE);
    int64_t result = object->operations->control != NULL
                         ? object->operations->control(object, in->rsi, &io.uio)
                         : -ENOTTY;
    object_release(object);
    return result;
}

int64_t sys_close(const struct syscall_arguments *in)
{
    return descriptor_close(&process_current()->descriptors, (int)in->rdi);
}

int64_t sys_dup3(const struct syscall_arguments *in)
{
    struct descriptor_table *table = &process_current()->descriptors;
    int from = (int)in->rdi, to = (int)in->rsi;
    uint64_t flags = in->rdx;
    const struct descriptor *entry = descriptor_find(table, from);
    if (entry == NULL) {
        return -EBADF;
    }
    if ((flags & ~(uint64_t)O_CLOEXEC) != 0 || from == to) {
        return -EINVAL;
    }
    struct descriptor copy = *entry;
    copy.close_on_exec = flags & O_CLOEXEC;
    object_retain(copy.object);
    int result = descriptor_set(table, to, copy);
    if (result != 0) {
        object_release(copy.object);
        return result;
    }
    return to;
}
