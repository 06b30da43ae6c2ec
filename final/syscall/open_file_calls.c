// SPDX-License-Identifier: MIT
// syscall/open_file_calls.c - the calls for objects with an offset or entries.
//
// As in descriptor_calls.c, each call holds a reference to its object.

#include "abi/file.h"
#include "base/errno.h"
#include "base/string.h"
#include "process/process.h"
#include "process/user_io.h"
#include "syscall/calls.h"

static struct object *get(uint64_t number, unsigned rights)
{
    return descriptor_get(&process_current()->descriptors, (int)number, rights);
}

int64_t sys_lseek(const struct syscall_arguments *in)
{
    struct object *object = get(in->rdi, 0);
    if (object == NULL) {
        return -EBADF;
    }
    int64_t result =
        object->operations->seek != NULL
            ? object->operations->seek(object, (int64_t)in->rsi, (int)in->rdx)
            : -ESPIPE;
    object_release(object);
    return result;
}

// pread() and pwrite().
static int64_t move_at(const struct syscall_arguments *in, unsigned right)
{
    struct object *object = get(in->rdi, right);
    struct user_io io;
    int64_t offset = (int64_t)in->r10, result = -EINVAL;
    if (object == NULL) {
        return -EBADF;
    }
    user_io_init(&io, (uaddr_t){in->rsi}, in->rdx);
    if (object->operations->read_at == NULL) {
        result = -ESPIPE;
    } else if (offset >= 0) {
        result = right == RIGHT_READ
                     ? object->operations->read_at(object, &io.uio, offset)
                     : object->operations->write_at(object, &io.uio, offset);
    }
    object_release(object);
    return result;
}

int64_t sys_pread(const struct syscall_arguments *in)
{
    return move_at(in, RIGHT_READ);
}

int64_t sys_pwrite(const struct syscall_arguments *in)
{
    return move_at(in, RIGHT_WRITE);
}

int64_t sys_fstat(const struct syscall_arguments *in)
{
    struct object *object = get(in->rdi, 0);
    struct stat status = {.st_mode = S_IFCHR | 0666, .st_nlink = 1};
    if (object == NULL) {
        return -EBADF;
    }
    if (object->operations->status != NULL) {
        object->operations->status(object, &status);
    }
    object_release(object);
    return copy_to_user((uaddr_t){in->rsi}, &status, sizeof(status));
}

int64_t sys_ftruncate(const struct syscall_arguments *in)
{
    struct object *object = get(in->rdi, 0);
    int64_t length = (int64_t)in->rsi, result = -EINVAL;
    if (object == NULL) {
        return -EBADF;
    }
    // Linux: -EINVAL for a descriptor without the right to write.
    bool can_write =
        descriptor_find(&process_current()->descriptors, (int)in->rdi)->rights &
        RIGHT_WRITE;
    if (length >= 0 && can_write && object->operations->truncate != NULL) {
        result = object->operations->truncate(object, length);
    }
    object_release(object);
    return result;
}

// --- directories ---

#define ENTRY_ALIGNMENT 8

// Copies entries until one does not fit. The offset moves behind each entry
// that was copied.
static int64_t copy_entries(struct object *object, struct uio *uio)
{
    union {
        struct dirent64 entry;
        char bytes[sizeof(struct dirent64) + NAME_MAX + ENTRY_ALIGNMENT];
    } buffer;
    int64_t total = 0, result = 0;
    memset(&buffer, 0, sizeof(buffer)); // the bytes behind the name, too
    while (!thread_current()->is_killed &&
           (result = object->operations->entry(object, &buffer.entry)) > 0) {
        size_t nbytes =
            offsetof(struct dirent64, d_name) + strlen(buffer.entry.d_name) + 1;
        buffer.entry.d_reclen = (uint16_t)align_up(nbytes, ENTRY_ALIGNMENT);
        if (buffer.entry.d_reclen > uio->nleft) {
            result = -EINVAL;
            break;
        }
        result = uio_write(uio, &buffer, buffer.entry.d_reclen);
        if (result != 0) {
            break;
        }
        total += buffer.entry.d_reclen;
        object->operations->seek(object, buffer.entry.d_off, SEEK_SET);
        memset(&buffer, 0, sizeof(buffer));
    }
    return total > 0 ? total : result;
}

int64_t sys_getdents(const struct syscall_arguments *in)
{
    struct object *object = get(in->rdi, RIGHT_READ);
    struct user_io io;
    if (object == NULL) {
        return -EBADF;
    }
    user_io_init(&io, (uaddr_t){in->rsi}, in->rdx);
    int64_t result = object->operations->entry != NULL
                         ? copy_entries(object, &io.uio)
                         : -ENOTDIR;
    object_release(object);
    return result;
}
