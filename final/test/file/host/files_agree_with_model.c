// SPDX-License-Identifier: MIT
// A million random operations on the tree, beside a plain model of it: names,
// bytes, offsets, and every errno. Each round begins with some files in an
// archive, and leaves no frame and no block at its end.
//
// With: file/path.c file/archive.c file/contents.c file/tree.c file/open_file.c
// With: file/tree_mount.c file/mount.c file/unpack.c object/object.c
// With: base/string.c
// Flags: -std=c11 -include test/file/host/no_machine.h
// Breaks: file/contents.c: contents->narchived = min( => (void)min(
// Breaks: file/contents.c: memset(frame + offset % PAGE_SIZE, 0, end - offset);
//     =>
// Breaks: file/tree_mount.c: tree_is_within(to->directory, from->node) => false
// Breaks: file/tree_mount.c: if (flags & O_TRUNC) { => if (0) {

#include "test/file/host/host_files.h"
#include "test/file/host/tar.h"

#define ROUNDS         50
#define STEPS          20000 // of a round
#define NNODES         40
#define NFILES         10 // open at a time
#define SIZE_MAX_MODEL (5 * PAGE_SIZE)
#define NNAMES         4

struct model {
    bool is_used, is_directory, has_name;
    struct model *parent;
    int name;
    unsigned nopen, order; // order: when it got its name
    size_t size;
    uint8_t bytes[SIZE_MAX_MODEL + 1];
};

static struct model models[NNODES] = {
    {.is_used = true, .is_directory = true, .has_name = true}};
static unsigned last_order;

static struct open {
    struct object *object; // NULL: closed
    struct model *model;
    int64_t offset;
    bool appends, can_write;
} files[NFILES];

static unsigned below(unsigned end)
{
    return (unsigned)rand() % end;
}

static void expect(int64_t result, int64_t expected, const char *what)
{
    if (result != expected) {
        printf("%s: %ld and not %ld\n", what, (long)result, (long)expected);
        exit(1);
    }
}

// --- the model ---

static struct model *child_of(const struct model *directory, int name)
{
    for (size_t i = 0; i < NNODES; i++) {
        if (models[i].is_used && models[i].has_name &&
            models[i].parent == directory && models[i].name == name) {
            return &models[i];
        }
    }
    return NULL;
}

static bool is_empty(const struct model *directory)
{
    for (int name = 0; name < NNAMES; name++) {
        if (child_of(directory, name) != NULL) {
            return false;
        }
    }
    return true;
}

static struct model *new_model(struct model *parent, int name,
                               bool is_directory)
{
    for (size_t i = 0; i < NNODES; i++) {
        if (!models[i].is_used) {
            memset(&models[i], 0, sizeof(models[i]));
            models[i].is_used = models[i].has_name = true;
            models[i].parent = parent;
            models[i].name = name;
            models[i].is_directory = is_directory;
            models[i].order = ++last_order;
            return &models[i];
        }
    }
    return NULL;
}

static bool is_full(void)
{
    size_t nused = 0;
    for (size_t i = 0; i < NNODES; i++) {
        nused += models[i].is_used;
    }
    return nused == NNODES;
}

static void forget_if_unused(struct model *model)
{
    model->is_used = model->has_name || model->nopen > 0;
}

static void remove_model(struct model *model)
{
    model->has_name = false;
    forget_if_unused(model);
}

// A random path, and where it leads in the model.
struct target {
    char text[40];
    int result; // of the walk
    struct model *parent, *model;
    int name;
};

static struct target random_target(void)
{
    struct target target = {.text = "/", .model = &models[0]};
    size_t length = 1;
    for (unsigned depth = 1 + below(3); depth > 0; depth--) {
        int name = (int)below(NNAMES);
        length += (size_t)snprintf(target.text + length, 10, "%s%c",
                                   length > 1 ? "/" : "", 'a' + name);
        if (target.result == 0 && target.model == NULL) {
            target.result = -ENOENT;
        } else if (target.result == 0 && !target.model->is_directory) {
            target.result = -ENOTDIR;
        }
        if (target.result == 0) {
            target.parent = target.model;
            target.name = name;
            target.model = child_of(target.parent, name);
        }
    }
    return target;
}

// --- operations on names ---

static int model_open(struct target *target, int flags)
{
    struct model *model = target->model;
    if (target->result != 0) {
        return target->result;
    }
    if (model == NULL) {
        if (!(flags & O_CREAT)) {
            return -ENOENT;
        }
        target->model = new_model(target->parent, target->name, false);
        return 0;
    }
    if (flags & O_CREAT && flags & O_EXCL) {
        return -EEXIST;
    }
    if (model->is_directory) {
        return flags & (O_CREAT | O_TRUNC | O_ACCMODE) ? -EISDIR : 0;
    }
    return flags & O_DIRECTORY ? -ENOTDIR : 0;
}

static void try_open(struct open *file)
{
    static const int choices[] = {O_CREAT, O_EXCL, O_TRUNC, O_APPEND,
                                  O_DIRECTORY};
    struct target target = random_target();
    int flags = (int)below(3);
    for (size_t i = 0; i < ARRAY_LENGTH(choices); i++) {
        flags |= below(3) == 0 ? choices[i] : 0;
    }
    if (flags & O_CREAT) {
        flags &= ~O_DIRECTORY;
    }
    if (is_full()) {
        return;
    }
    int expected = model_open(&target, flags);
    expect(open_path(target.text, flags, &file->object), expected, "open");
    if (expected == 0) {
        file->model = target.model;
        file->model->nopen++;
        file->offset = 0;
        file->appends = flags & O_APPEND;
        file->can_write = (flags & O_ACCMODE) != O_RDONLY;
        if (flags & O_TRUNC) {
            file->model->size = 0;
        }
    }
}

static void try_mkdir(void)
{
    struct target target = random_target();
    struct path path = path_of(target.text);
    if (is_full()) {
        return;
    }
    int expected = target.result != 0     ? target.result
                   : target.model != NULL ? -EEXIST
                                          : 0;
    expect(mount_mkdir(&path, 0755), expected, "mkdir");
    if (expected == 0) {
        new_model(target.parent, target.name, true);
    }
}

static int check_removal(const struct model *model, bool is_directory)
{
    if (model == NULL) {
        return -ENOENT;
    }
    if (model->is_directory != is_directory) {
        return is_directory ? -ENOTDIR : -EISDIR;
    }
    return is_directory && !is_empty(model) ? -ENOTEMPTY : 0;
}

static void try_remove(bool is_directory)
{
    struct target target = random_target();
    struct path path = path_of(target.text);
    int expected = target.result != 0
                       ? target.result
                       : check_removal(target.model, is_directory);
    expect(is_directory ? mount_rmdir(&path) : mount_unlink(&path), expected,
           "remove");
    if (expected == 0) {
        remove_model(target.model);
    }
}

static bool is_within(const struct model *model, const struct model *directory)
{
    while (model != NULL && model != directory) {
        model = model->parent;
    }
    return model != NULL;
}

static int check_rename(const struct target *from, const struct target *to)
{
    int result = from->result != 0     ? from->result
                 : to->result != 0     ? to->result
                 : from->model == NULL ? -ENOENT
                                       : 0;
    if (result != 0 || from->model == to->model) {
        return result;
    }
    if (is_within(to->parent, from->model)) {
        return -EINVAL;
    }
    if (to->model == NULL) {
        return 0;
    }
    if (is_within(from->parent, to->model)) {
        return -ENOTEMPTY;
    }
    return check_removal(to->model, from->model->is_directory);
}

static void try_rename(void)
{
    struct target from = random_target(), to = random_target();
    struct path from_path = path_of(from.text), to_path = path_of(to.text);
    int expected = check_rename(&from, &to);
    expect(mount_rename(&from_path, &to_path), expected, "rename");
    if (expected == 0 && from.model != to.model) {
        if (to.model != NULL) {
            remove_model(to.model);
        }
        from.model->parent = to.parent;
        from.model->name = to.name;
        from.model->order = ++last_order;
    }
}

static void try_status(void)
{
    struct target target = random_target();
    struct path path = path_of(target.text);
    struct stat status;
    int expected = target.result != 0     ? target.result
                   : target.model == NULL ? -ENOENT
                                          : 0;
    expect(mount_status(&path, &status), expected, "stat");
    if (expected == 0) {
        expect(S_ISDIR(status.st_mode), target.model->is_directory, "mode");
        expect(status.st_size, (int64_t)target.model->size, "size");
    }
}

// --- operations on open files ---

static void close(struct open *file)
{
    object_release(file->object);
    file->object = NULL;
    file->model->nopen--;
    forget_if_unused(file->model);
}

static void try_read(struct open *file, bool is_at)
{
    static uint8_t bytes[SIZE_MAX_MODEL + 100];
    struct model *model = file->model;
    size_t nbytes = below(3) > 0 ? below(100) : below(sizeof(bytes));
    int64_t offset = is_at ? below(SIZE_MAX_MODEL + 100) : file->offset;
    struct memory_uio uio = memory_uio(bytes, nbytes);
    const struct object_operations *operations = file->object->operations;
    uio.nvalid = below(20) == 0 ? 0 : nbytes;
    int64_t left = (int64_t)model->size - offset;
    int64_t expected = left < 0 ? 0 : (int64_t)min((size_t)left, nbytes);
    bool faults = expected > 0 && uio.nvalid == 0;
    int64_t result = is_at ? operations->read_at(file->object, &uio.uio, offset)
                           : operations->read(file->object, &uio.uio);
    if (model->is_directory || faults) {
        expect(result, model->is_directory ? -EISDIR : -EFAULT, "read");
        return;
    }
    expect(result, expected, "read");
    if (memcmp(bytes, model->bytes + offset, (size_t)expected) != 0) {
        fail("read: other bytes than were written");
    }
    if (!is_at) {
        file->offset += expected;
    }
}

static void try_write(struct open *file, bool is_at)
{
    static uint8_t bytes[2 * PAGE_SIZE];
    struct model *model = file->model;
    size_t nbytes = below(3) > 0 ? below(100) : below(sizeof(bytes));
    int64_t offset = is_at ? below(SIZE_MAX_MODEL) : file->offset;
    if (file->appends) {
        offset = (int64_t)model->size;
    }
    if (!file->can_write || offset + (int64_t)nbytes > SIZE_MAX_MODEL) {
        return;
    }
    for (size_t i = 0; i < nbytes; i++) {
        bytes[i] = (uint8_t)(rand() >> 4);
    }
    struct memory_uio uio = memory_uio(bytes, nbytes);
    const struct object_operations *operations = file->object->operations;
    int64_t result = is_at
                         ? operations->write_at(file->object, &uio.uio, offset)
                         : operations->write(file->object, &uio.uio);
    expect(result, (int64_t)nbytes, "write");
    if (nbytes == 0) {
        return;
    }
    if ((size_t)offset > model->size) {
        memset(model->bytes + model->size, 0, (size_t)offset - model->size);
    }
    memcpy(model->bytes + offset, bytes, nbytes);
    model->size = max(model->size, (size_t)offset + nbytes);
    if (!is_at) {
        file->offset = offset + (int64_t)nbytes;
    }
}

static void try_truncate(struct open *file)
{
    struct model *model = file->model;
    size_t length = below(4) == 0 ? 0 : below(SIZE_MAX_MODEL);
    if (!file->can_write) {
        return;
    }
    expect(file->object->operations->truncate(file->object, (int64_t)length), 0,
           "truncate");
    if (length > model->size) {
        memset(model->bytes + model->size, 0, length - model->size);
    }
    model->size = length;
}

static void try_seek(struct open *file)
{
    int whence = (int)below(4);
    int64_t offset = (int64_t)below(2 * SIZE_MAX_MODEL) - SIZE_MAX_MODEL;
    int64_t base = whence == SEEK_CUR   ? file->offset
                   : whence == SEEK_END ? (int64_t)file->model->size
                                        : 0;
    bool is_valid = whence <= SEEK_END && base + offset >= 0;
    expect(file->object->operations->seek(file->object, offset, whence),
           is_valid ? base + offset : -EINVAL, "seek");
    file->offset = is_valid ? base + offset : file->offset;
}

// The next child in the order in which the names were given, or NULL.
static struct model *child_after(const struct model *directory, unsigned order)
{
    struct model *first = NULL;
    for (int name = 0; name < NNAMES; name++) {
        struct model *child = child_of(directory, name);
        if (child != NULL && child->order > order &&
            (first == NULL || child->order < first->order)) {
            first = child;
        }
    }
    return first;
}

// Reads a directory from the start; at times its children change meanwhile.
static void try_entries(struct open *file)
{
    const struct object_operations *operations = file->object->operations;
    struct dirent64 *entry = calloc(1, 300);
    unsigned order = 0;
    operations->seek(file->object, 0, SEEK_SET);
    for (;;) {
        if (below(20) == 0) {
            try_remove(below(2));
            try_rename();
        }
        struct model *child = child_after(file->model, order);
        int result = operations->entry(file->object, entry);
        if (!file->model->is_directory) {
            expect(result, -ENOTDIR, "entry");
            break;
        }
        expect(result, child != NULL, "entry");
        if (child == NULL) {
            break;
        }
        expect(entry->d_name[0], 'a' + child->name, "name");
        expect(entry->d_type, child->is_directory ? DT_DIR : DT_REG, "type");
        order = child->order;
        operations->seek(file->object, entry->d_off, SEEK_SET);
    }
    file->offset = operations->seek(file->object, 0, SEEK_CUR);
    free(entry);
}

// --- all together ---

static void unpack_archive(struct tar *tar)
{
    static char text[3 * PAGE_SIZE + 500];
    struct model *directory = new_model(&models[0], 0, true);
    memset(text, 'x', sizeof(text));
    tar_add(tar, "a", '5', NULL, 0);
    for (int name = 0; name < 3; name++) {
        char path[] = "a/?";
        path[2] = (char)('a' + name);
        struct model *file = new_model(directory, name, false);
        file->size = sizeof(text) - (size_t)name * 300;
        memset(text, 'x' + name, sizeof(text));
        memcpy(file->bytes, text, file->size);
        tar_add(tar, path, '0', text, file->size);
    }
    tar_end(tar);
    unpack(tar->bytes, tar->nbytes);
    expect(logged[0], '\0', "the archive");
}

static void step_on_file(struct open *file)
{
    switch (below(8)) {
    case 0: try_read(file, true); break;
    case 1: try_write(file, true); break;
    case 2: try_truncate(file); break;
    case 3: try_seek(file); break;
    case 4: try_entries(file); break;
    case 5: close(file); break;
    case 6: try_write(file, false); break;
    default: try_read(file, false); break;
    }
}

static void step(void)
{
    struct open *file = &files[below(NFILES)];
    switch (below(12)) {
    case 0: try_mkdir(); break;
    case 1: try_remove(true); break;
    case 2: try_remove(false); break;
    case 3: try_rename(); break;
    case 4: try_status(); break;
    default:
        if (file->object == NULL) {
            try_open(file);
        } else {
            step_on_file(file);
        }
    }
}

static void remove_all(void)
{
    while (!is_empty(&models[0])) {
        try_rename(); // files too deep for a random path are moved up
        try_remove(true);
        try_remove(false);
    }
}

static void play_round(void)
{
    static struct tar tar;
    tar.nbytes = 0;
    unpack_archive(&tar);
    for (int i = 0; i < STEPS; i++) {
        step();
    }
    remove_all();
    for (size_t i = 0; i < NFILES; i++) {
        if (files[i].object != NULL) {
            close(&files[i]);
        }
    }
    expect((int64_t)nframes_used, 0, "frames left");
    expect((int64_t)nblocks_used, 0, "blocks left");
}

int main(void)
{
    mount_add(&tree_mount);
    for (int i = 0; i < ROUNDS; i++) {
        play_round();
    }
    return 0;
}
