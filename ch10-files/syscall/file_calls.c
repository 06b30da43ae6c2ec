// SPDX-License-Identifier: MIT
// syscall/file_calls.c - the calls that name a file by its path.

#include "base/errno.h"
#include "base/string.h"
#include "file/mount.h"
#include "lib/panic.h"
#include "process/process.h"
#include "syscall/calls.h"
#include "syscall/path_argument.h"

#define OPEN_FLAGS                                                     \
    (O_ACCMODE | O_CREAT | O_EXCL | O_TRUNC | O_APPEND | O_DIRECTORY | \
     O_CLOEXEC)

// Does open() know all of these flags, and may they be combined?
static bool are_flags_valid(int flags)
{
    return (flags & ~OPEN_FLAGS) == 0 && (flags & O_ACCMODE) != O_ACCMODE &&
           (flags & (O_CREAT | O_DIRECTORY)) != (O_CREAT | O_DIRECTORY);
}

static uint8_t rights_of(int flags)
{
    static const uint8_t rights[] = {[O_RDONLY] = RIGHT_READ,
                                     [O_WRONLY] = RIGHT_WRITE,
                                     [O_RDWR] = RIGHT_READ | RIGHT_WRITE};
    return rights[flags & O_ACCMODE];
}

// The number is reserved first, so that nothing can fail after mount_open().
int64_t sys_open(const struct syscall_arguments *in)
{
    struct descriptor_table *table = &process_current()->descriptors;
    struct path path;
    int flags = (int)in->rsi;
    int64_t result = path_argument_get(&path, in->rdi);
    if (result == 0 && !are_flags_valid(flags)) {
        result = -EINVAL;
    }
    if (result != 0) {
        return result;
    }
    int number = descriptor_reserve(table);
    if (number < 0) {
        return number;
    }
    struct descriptor descriptor = {.rights = rights_of(flags),
                                    .close_on_exec = flags & O_CLOEXEC};
    result = mount_open(&path, flags, (uint32_t)in->rdx, &descriptor.object);
    if (result != 0) {
        return result;
    }
    result = descriptor_set(table, number, descriptor);
    KASSERT(result == 0);
    return number;
}

int64_t sys_stat(const struct syscall_arguments *in)
{
    struct path path;
    struct stat status;
    int64_t result = path_argument_get(&path, in->rdi);
    if (result == 0) {
        result = mount_status(&path, &status);
    }
    return result != 0
               ? result
               : copy_to_user((uaddr_t){in->rsi}, &status, sizeof(status));
}

int64_t sys_mkdir(const struct syscall_arguments *in)
{
    struct path path;
    int64_t result = path_argument_get(&path, in->rdi);
    return result != 0 ? result : mount_mkdir(&path, (uint32_t)in->rsi);
}

int64_t sys_rmdir(const struct syscall_arguments *in)
{
    struct path path;
    int64_t result = path_argument_get(&path, in->rdi);
    return result != 0 ? result : mount_rmdir(&path);
}

int64_t sys_unlink(const struct syscall_arguments *in)
{
    struct path path;
    int64_t result = path_argument_get(&path, in->rdi);
    return result != 0 ? result : mount_unlink(&path);
}

int64_t sys_rename(const struct syscall_arguments *in)
{
    struct path from, to;
    int64_t result = path_argument_get(&from, in->rdi);
    if (result == 0) {
        result = path_argument_get(&to, in->rsi);
    }
    return result != 0 ? result : mount_rename(&from, &to);
}

int64_t sys_chmod(const struct syscall_arguments *in)
{
    struct path path;
    int64_t result = path_argument_get(&path, in->rdi);
    return result != 0 ? result : mount_chmod(&path, (uint32_t)in->rsi);
}

int64_t sys_chdir(const struct syscall_arguments *in)
{
    struct path path;
    struct stat status;
    int64_t result = path_argument_get(&path, in->rdi);
    if (result == 0) {
        result = mount_status(&path, &status);
    }
    if (result == 0 && !S_ISDIR(status.st_mode)) {
        result = -ENOTDIR;
    }
    if (result == 0) {
        memcpy(process_current()->directory, path.text, strlen(path.text) + 1);
    }
    return result;
}

int64_t sys_getcwd(const struct syscall_arguments *in)
{
    const char *directory = process_current()->directory;
    size_t nbytes = strlen(directory) + 1;
    if (nbytes > in->rsi) {
        return -ERANGE;
    }
    int result = copy_to_user((uaddr_t){in->rdi}, directory, nbytes);
    return result != 0 ? result : (int64_t)nbytes;
}
