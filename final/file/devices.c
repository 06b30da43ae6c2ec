// SPDX-License-Identifier: MIT
// file/devices.c - the directory /dev: devices that are opened by a name.
//
// The devices' objects are never destroyed. Only the directory has an object
// for each open(), since that has an offset.

#include "file/devices.h"

#include "base/errno.h"
#include "base/kprintf.h"
#include "base/string.h"
#include "device/random.h"
#include "file/mount.h"
#include "memory/heap.h"
#include "terminal/console.h"
#include "thread/thread.h"

#define DEVICE_NUMBER 2 // st_dev of all in /dev
#define PIECE         64

// --- what the devices do ---

static int64_t read_end(struct object *object, struct uio *uio)
{
    (void)object;
    (void)uio;
    return 0;
}

static int64_t drop(struct object *object, struct uio *uio)
{
    (void)object;
    return (int64_t)min(uio->nleft, INT64_MAX);
}

static int64_t refuse(struct object *object, struct uio *uio)
{
    (void)object;
    (void)uio;
    return -ENOSPC;
}

// Reads in pieces, which fill() fills number by number.
static int64_t read_pieces(struct uio *uio, bool (*fill)(uint64_t *number))
{
    uint64_t piece[PIECE / sizeof(uint64_t)];
    int64_t total = 0;
    while (uio->nleft > 0 && !thread_current()->is_killed) {
        size_t step = min(uio->nleft, sizeof(piece));
        for (size_t i = 0; i < ARRAY_LENGTH(piece); i++) {
            if (!fill(&piece[i])) {
                return total > 0 ? total : -EIO;
            }
        }
        if (uio_write(uio, piece, step) != 0) {
            return total > 0 ? total : -EFAULT;
        }
        total += (int64_t)step;
    }
    return total;
}

static bool fill_zero(uint64_t *number)
{
    *number = 0;
    return true;
}

static int64_t read_zeros(struct object *object, struct uio *uio)
{
    (void)object;
    return read_pieces(uio, fill_zero);
}

static int64_t read_random(struct object *object, struct uio *uio)
{
    (void)object;
    return read_pieces(uio, random_read);
}

static int64_t stay(struct object *object, int64_t offset, int whence)
{
    (void)object;
    (void)offset;
    (void)whence;
    return 0;
}

static void describe(struct object *object, struct stat *status);

static const struct object_operations null_operations = {.name = "null",
                                                         .read = read_end,
                                                         .write = drop,
                                                         .seek = stay,
                                                         .status = describe};
static const struct object_operations zero_operations = {.name = "zero",
                                                         .read = read_zeros,
                                                         .write = drop,
                                                         .seek = stay,
                                                         .status = describe};
static const struct object_operations full_operations = {.name = "full",
                                                         .read = read_zeros,
                                                         .write = refuse,
                                                         .seek = stay,
                                                         .status = describe};
static const struct object_operations random_operations = {.name = "random",
                                                           .read = read_random,
                                                           .write = drop,
                                                           .seek = stay,
                                                           .status = describe};

static struct object null = {.operations = &null_operations, .count = 1};
static struct object zero = {.operations = &zero_operations, .count = 1};
static struct object full = {.operations = &full_operations, .count = 1};
static struct object random = {.operations = &random_operations, .count = 1};

// --- the directory ---

static struct device {
    const char *name;
    struct object *object; // [i] after devices_init()
} devices[] = {{"console", NULL},
               {"full", &full},
               {"null", &null},
               {"zero", &zero},
               {"random", &random}}; // last: left out if the CPU has no RDRAND
static size_t ndevices = ARRAY_LENGTH(devices); // [i]

static void directory_status(struct object *unused, struct stat *status)
{
    (void)unused;
    *status = (struct stat){.st_dev = DEVICE_NUMBER,
                            .st_ino = 1,
                            .st_nlink = 1,
                            .st_mode = S_IFDIR | 0755};
}

static void device_status(size_t number, struct stat *status)
{
    *status = (struct stat){.st_dev = DEVICE_NUMBER,
                            .st_ino = number + 2,
                            .st_nlink = 1,
                            .st_mode = S_IFCHR | 0666,
                            .st_rdev = number + 1};
}

static void describe(struct object *object, struct stat *status)
{
    size_t i = 0;
    while (devices[i].object != object) {
        i++;
    }
    device_status(i, status);
}

struct open_directory {
    struct object object;
    int64_t offset; // atomic: the index of the next device
};

static struct open_directory *directory_of(struct object *object)
{
    return (struct open_directory *)object;
}

_Static_assert(offsetof(struct open_directory, object) == 0, "as above");

static int64_t read_directory(struct object *object, struct uio *uio)
{
    (void)object;
    (void)uio;
    return -EISDIR;
}

static int64_t seek_directory(struct object *object, int64_t offset, int whence)
{
    if (whence == SEEK_CUR &&
        __builtin_add_overflow(offset, directory_of(object)->offset, &offset)) {
        return -EOVERFLOW;
    }
    if (whence < SEEK_SET || whence > SEEK_CUR || offset < 0) {
        return -EINVAL;
    }
    directory_of(object)->offset = offset;
    return offset;
}

static int next_device(struct object *object, struct dirent64 *entry)
{
    uint64_t offset = (uint64_t)directory_of(object)->offset;
    if (offset >= ndevices) {
        return 0;
    }
    const char *name = devices[offset].name;
    entry->d_ino = offset + 2;
    entry->d_off = (int64_t)offset + 1;
    entry->d_type = DT_CHR;
    memcpy(entry->d_name, name, strlen(name) + 1);
    return 1;
}

static void free_directory(struct object *object)
{
    kfree(directory_of(object));
}

static const struct object_operations directory_operations = {
    .name = "/dev",
    .read = read_directory,
    .seek = seek_directory,
    .entry = next_device,
    .status = directory_status,
    .destroy = free_directory};

// --- the mount ---

// Returns the index of a device, or ndevices.
static size_t find(const char *path)
{
    size_t i = 0;
    while (i < ndevices && strcmp(devices[i].name, path) != 0) {
        i++;
    }
    return i;
}

static int open_directory(int flags, struct object **opened)
{
    if ((flags & O_ACCMODE) != O_RDONLY || flags & (O_CREAT | O_TRUNC)) {
        return -EISDIR;
    }
    struct open_directory *directory = kmalloc(sizeof(*directory));
    if (directory == NULL) {
        return -ENOMEM;
    }
    *directory = (struct open_directory){
        .object = {.operations = &directory_operations, .count = 1}};
    *opened = &directory->object;
    return 0;
}

static int open(const char *path, int flags, uint32_t mode,
                struct object **opened)
{
    size_t i = find(path);
    (void)mode;
    if (*path == '\0') {
        return open_directory(flags, opened);
    }
    if (i == ndevices) {
        return flags & O_CREAT ? -EROFS : -ENOENT;
    }
    if (flags & O_DIRECTORY) {
        return -ENOTDIR;
    }
    if (flags & O_CREAT && flags & O_EXCL) {
        return -EEXIST;
    }
    object_retain(devices[i].object);
    *opened = devices[i].object;
    return 0;
}

static int status(const char *path, struct stat *status)
{
    size_t i = find(path);
    if (*path == '\0') {
        directory_status(NULL, status);
        return 0;
    }
    device_status(i, status);
    return i == ndevices ? -ENOENT : 0;
}

static const struct mount_operations operations = {.open = open,
                                                   .status = status};

void devices_init(void)
{
    static struct mount mount = {.path = "/dev", .operations = &operations};
    struct path path;
    devices[0].object = console_object();
    ndevices -= random_is_available() ? 0 : 1;
    int result = path_clean(&path, "/", mount.path);
    if (result == 0) {
        result = mount_mkdir(&path, 0755); // the archive may have one
    }
    if (result != 0 && result != -EEXIST) {
        log_warn("there is no directory for the devices");
    }
    mount_add(&mount);
}
