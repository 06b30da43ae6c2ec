// SPDX-License-Identifier: MIT
// user/lib/dirent.c - the entries of a directory.

#include "user/include/dirent.h"

#include "user/include/errno.h"
#include "user/include/stdlib.h"
#include "user/include/string.h"
#include "user/lib/system.h"

#define BUFFER_SIZE 2048 // room for several entries with the longest name

struct directory {
    int fd;
    size_t next, end; // in the buffer: entries that are not yet returned
    _Alignas(struct dirent) char buffer[BUFFER_SIZE];
};

DIR *opendir(const char *path)
{
    struct directory *directory = malloc(sizeof(*directory));
    if (directory == NULL) {
        return NULL;
    }
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
    if (fd < 0) {
        free(directory);
        errno = -fd;
        return NULL;
    }
    directory->fd = fd;
    directory->next = directory->end = 0;
    return directory;
}

struct dirent *readdir(DIR *directory)
{
    if (directory->next == directory->end) {
        long nbytes = getdents(directory->fd, directory->buffer, BUFFER_SIZE);
        if (nbytes <= 0) {
            errno = nbytes < 0 ? (int)-nbytes : errno;
            return NULL;
        }
        directory->next = 0;
        directory->end = (size_t)nbytes;
    }
    struct dirent *entry =
        (struct dirent *)(directory->buffer + directory->next);
    directory->next += entry->d_reclen;
    return entry;
}

int closedir(DIR *directory)
{
    int result = close(directory->fd);
    free(directory);
    errno = result < 0 ? -result : errno;
    return result < 0 ? -1 : 0;
}

// --- a whole directory ---

struct list {
    struct dirent **entries;
    size_t count, size; // size: how many there is room for
};

// Appends a copy. Returns false if there is no memory.
static bool append(struct list *list, const struct dirent *entry)
{
    if (list->count == list->size) {
        size_t size = max(2 * list->size, 16);
        void *moved = realloc(list->entries, size * sizeof(*list->entries));
        if (moved == NULL) {
            return false;
        }
        list->entries = moved;
        list->size = size;
    }
    struct dirent *copy = malloc(entry->d_reclen);
    if (copy == NULL) {
        return false;
    }
    list->entries[list->count++] = memcpy(copy, entry, entry->d_reclen);
    return true;
}

static void free_list(struct list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        free(list->entries[i]);
    }
    free(list->entries);
}

// Returns false if not all entries could be read.
static bool read_all(DIR *directory, struct list *list,
                     int (*choose)(const struct dirent *))
{
    errno = 0;
    struct dirent *entry;
    while ((entry = readdir(directory)) != NULL) {
        if ((choose == NULL || choose(entry)) && !append(list, entry)) {
            return false;
        }
    }
    return errno == 0;
}

int alphasort(const struct dirent **left, const struct dirent **right)
{
    return strcmp((*left)->d_name, (*right)->d_name);
}

typedef int compare_elements(const void *left, const void *right);

int scandir(const char *path, struct dirent ***entries,
            int (*choose)(const struct dirent *),
            int (*compare)(const struct dirent **, const struct dirent **))
{
    DIR *directory = opendir(path);
    if (directory == NULL) {
        return -1;
    }
    struct list list = {0};
    bool is_read = read_all(directory, &list, choose);
    int error = errno;
    closedir(directory);
    if (!is_read) {
        free_list(&list);
        errno = error;
        return -1;
    }
    qsort(list.entries, list.count, sizeof(*list.entries),
          (compare_elements *)compare);
    *entries = list.entries;
    return (int)list.count;
}
