// SPDX-License-Identifier: MIT
// file/open_file.c - a file or directory of the tree that programs have open.
//
// tree_lock is held for short steps only, and never while bytes are copied to
// or from a program. The bytes that a read copies are not freed meanwhile: see
// file/contents.h. A write first takes a piece from the program.

#include "file/open_file.h"

#include "base/errno.h"
#include "base/required.h"
#include "boot/paging.h"
#include "memory/heap.h"
#include "thread/thread.h"

#define PIECE       1024             // bytes that one step of a write takes
#define RESIZE_STEP (16 * PAGE_SIZE) // bytes
#define TRIM_STEP   64               // frames

// The object is the first field of its open file.
static struct open_file *file_of(struct object *object)
{
    return (struct open_file *)object;
}

_Static_assert(offsetof(struct open_file, object) == 0, "see file_of()");

// --- reading ---

// Undoes a move of the offset, unless another program has moved it since.
static void move_back(int64_t *offset, int64_t before, int64_t after)
{
    spin_lock(&tree_lock);
    if (*offset == after) {
        *offset = before;
    }
    spin_unlock(&tree_lock);
}

// Reads at *offset, and moves it. The offset is moved before the bytes are
// copied, so two programs that share it do not read the same bytes.
static int64_t read_from(struct open_file *file, struct uio *uio,
                         int64_t *offset)
{
    int64_t total = 0;
    if (node_is_directory(file->node)) {
        return -EISDIR;
    }
    while (uio->nleft > 0 && !thread_current()->is_killed) {
        size_t nbytes;
        spin_lock(&tree_lock);
        int64_t before = *offset;
        const uint8_t *bytes =
            contents_read(&file->node->contents, (uint64_t)before, &nbytes);
        nbytes = min(nbytes, uio->nleft);
        int64_t after = *offset = before + (int64_t)nbytes;
        spin_unlock(&tree_lock);
        if (nbytes == 0) {
            break;
        }
        int result = uio_write(uio, bytes, nbytes);
        if (result != 0) {
            move_back(offset, before, after);
            return total > 0 ? total : result;
        }
        total += (int64_t)nbytes;
    }
    return total;
}

static int64_t read(struct object *object, struct uio *uio)
{
    return read_from(file_of(object), uio, &file_of(object)->offset);
}

static int64_t read_at(struct object *object, struct uio *uio, int64_t offset)
{
    return read_from(file_of(object), uio, &offset);
}

// --- writing ---

// Writes a piece, which other programs see whole or not at all.
static int64_t write_piece(struct open_file *file, const void *piece,
                           size_t nbytes, int64_t *offset)
{
    struct contents *contents = &file->node->contents;
    spin_lock(&tree_lock);
    if (file->appends) {
        *offset = (int64_t)contents->size;
    }
    int64_t written =
        contents_write(contents, (uint64_t)*offset, piece, nbytes);
    *offset += written > 0 ? written : 0;
    spin_unlock(&tree_lock);
    return written;
}

// Makes the list of the file's frames long enough for so many bytes. The list
// is allocated without the lock, since a long one takes time. Returns false if
// there is no memory for it.
static bool lengthen_list(struct contents *contents, uint64_t nbytes)
{
    size_t length = contents_list_length(nbytes);
    paddr_t *list = contents_has_room() ? kcalloc(length, sizeof(*list)) : NULL;
    if (list == NULL) {
        return false;
    }
    spin_lock(&tree_lock);
    paddr_t *unneeded = contents_replace_list(contents, list, length);
    spin_unlock(&tree_lock);
    kfree(unneeded);
    return true;
}

static int64_t write_or_lengthen(struct open_file *file, const void *piece,
                                 size_t nbytes, int64_t *offset)
{
    int64_t written;
    while ((written = write_piece(file, piece, nbytes, offset)) == -EAGAIN) {
        if (!lengthen_list(&file->node->contents, (uint64_t)*offset + nbytes)) {
            return -ENOSPC;
        }
    }
    return written;
}

static int64_t write_from(struct open_file *file, struct uio *uio,
                          int64_t *offset)
{
    uint8_t piece[PIECE];
    int64_t total = 0, written = 0;
    while (uio->nleft > 0 && !thread_current()->is_killed) {
        size_t nbytes = min(uio->nleft, sizeof(piece));
        written = uio_read(uio, piece, nbytes);
        if (written == 0) {
            written = write_or_lengthen(file, piece, nbytes, offset);
        }
        if (written < 0) {
            break;
        }
        total += written;
        if (written < (int64_t)nbytes) {
            break;
        }
    }
    return total > 0 ? total : written;
}

static int64_t write(struct object *object, struct uio *uio)
{
    return write_from(file_of(object), uio, &file_of(object)->offset);
}

static int64_t write_at(struct object *object, struct uio *uio, int64_t offset)
{
    return write_from(file_of(object), uio, &offset);
}

// A file is made shorter in steps, since its bytes are cleared. A thread that
// is killed leaves the rest: another process may make the file longer
// meanwhile.
void open_file_truncate(struct open_file *file, uint64_t length)
{
    struct contents *contents = &file->node->contents;
    bool is_done;
    do {
        spin_lock(&tree_lock);
        uint64_t size = contents->size;
        uint64_t next =
            size > length ? size - min(size - length, RESIZE_STEP) : length;
        contents_resize(contents, next);
        is_done = next == length || thread_current()->is_killed;
        spin_unlock(&tree_lock);
    } while (!is_done);
}

static int truncate(struct object *object, int64_t length)
{
    if ((uint64_t)length > FILE_SIZE_MAX) {
        return -EFBIG;
    }
    open_file_truncate(file_of(object), (uint64_t)length);
    return 0;
}

// --- the offset ---

static int64_t seek(struct object *object, int64_t offset, int whence)
{
    struct open_file *file = file_of(object);
    int64_t result = -EINVAL;
    spin_lock(&tree_lock);
    int64_t base = whence == SEEK_CUR   ? file->offset
                   : whence == SEEK_END ? (int64_t)file->node->contents.size
                                        : 0;
    if (whence < SEEK_SET || whence > SEEK_END) {
        result = -EINVAL;
    } else if (offset > 0 && base > INT64_MAX - offset) {
        result = -EOVERFLOW;
    } else if (base + offset >= 0) {
        result = file->offset = base + offset;
    }
    spin_unlock(&tree_lock);
    return result;
}

static int entry(struct object *object, struct dirent64 *entry)
{
    struct open_file *file = file_of(object);
    if (!node_is_directory(file->node)) {
        return -ENOTDIR;
    }
    bool is_found;
    const struct node *child;
    do {
        spin_lock(&tree_lock);
        is_found =
            tree_find_child(file->node, &file->reader, (uint64_t)file->offset);
        child = file->reader.child;
        if (is_found && child != NULL) {
            entry->d_ino = child->number;
            entry->d_off = (int64_t)child->position + 1;
            entry->d_type = node_is_directory(child) ? DT_DIR : DT_REG;
            memcpy(entry->d_name, child->name, child->length + 1);
        }
        spin_unlock(&tree_lock);
    } while (!is_found && !thread_current()->is_killed);
    return is_found && child != NULL;
}

// --- describing ---

void node_status(const struct node *node, struct stat *status)
{
    const struct contents *contents = &node->contents;
    *status = (struct stat){.st_dev = 1,
                            .st_ino = node->number,
                            .st_nlink = node->name != NULL, // one name or none
                            .st_mode = node->mode,
                            .st_size = (int64_t)contents->size,
                            .st_blksize = PAGE_SIZE,
                            .st_blocks = (int64_t)(contents->size + 511) / 512};
}

static void status(struct object *object, struct stat *status)
{
    spin_lock(&tree_lock);
    node_status(file_of(object)->node, status);
    spin_unlock(&tree_lock);
}

// --- start and end ---

// The last close frees what lies behind the file's end, and the file itself if
// it has no name any more.
static void destroy(struct object *object)
{
    struct open_file *file = file_of(object);
    struct node *node = file->node, *unneeded = NULL;
    bool has_more;
    do {
        spin_lock(&tree_lock);
        has_more =
            node->nopen == 1 && contents_trim(&node->contents, TRIM_STEP);
        if (!has_more) {
            list_remove(&file->reader.node);
            node->nopen--;
            unneeded = node_is_unused(node) ? node : NULL;
        }
        spin_unlock(&tree_lock);
    } while (has_more);
    node_free(unneeded);
    kfree(file);
}

static const struct object_operations operations = {.name = "file",
                                                    .read = read,
                                                    .write = write,
                                                    .read_at = read_at,
                                                    .write_at = write_at,
                                                    .seek = seek,
                                                    .truncate = truncate,
                                                    .entry = entry,
                                                    .status = status,
                                                    .destroy = destroy};

struct open_file *open_file_new(bool appends)
{
    struct open_file *file = kmalloc(sizeof(*file));
    if (file != NULL) {
        *file = (struct open_file){
            .object = {.operations = &operations, .count = 1},
            .appends = appends};
    }
    return file;
}

// --- programs ---

// Fills memory with as many bytes as the file has had.
static void copy_all(const struct contents *contents, uint8_t *to,
                     size_t nbytes)
{
    size_t done = 0, step;
    do {
        spin_lock(&tree_lock);
        const uint8_t *bytes = contents_read(contents, done, &step);
        spin_unlock(&tree_lock);
        step = min(step, nbytes - done);
        memcpy(to + done, bytes, step);
        done += step;
    } while (step > 0);
}

int open_file_load(struct object *object, struct image *image)
{
    *image = (struct image){0};
    if (object->operations != &operations ||
        !node_can_execute(file_of(object)->node)) {
        return -EACCES;
    }
    const struct contents *contents = &file_of(object)->node->contents;
    spin_lock(&tree_lock);
    image->start = contents_archived(contents);
    image->nbytes = contents->size;
    spin_unlock(&tree_lock);
    if (image->start == NULL) {
        if (image->nbytes > IMAGE_COPY_MAX) {
            return -ENOEXEC;
        }
        image->start = image->copy = kcalloc(1, image->nbytes);
        if (image->copy == NULL) {
            return -ENOMEM;
        }
        copy_all(contents, image->copy, image->nbytes);
    }
    return 0;
}
