// SPDX-License-Identifier: MIT
// file/path.c - a path as the file system uses it: absolute, without detours.

#include "file/path.h"

#include "base/errno.h"
#include "base/string.h"

// Returns the length without the last name and the slash before it.
static size_t without_last(const char *text, size_t length)
{
    while (length > 0 && text[--length] != '/') {
    }
    return length;
}

// Adds a slash and a name. Returns 0 or -ENAMETOOLONG.
static int add(struct path *path, size_t *length, const char *name,
               size_t nbytes)
{
    if (nbytes > NAME_MAX || *length + 1 + nbytes >= sizeof(path->text)) {
        return -ENAMETOOLONG;
    }
    path->text[*length] = '/';
    memcpy(&path->text[*length + 1], name, nbytes);
    *length += 1 + nbytes;
    return 0;
}

static size_t length_of_name(const char *text)
{
    size_t length = 0;
    while (text[length] != '/' && text[length] != '\0') {
        length++;
    }
    return length;
}

int path_clean(struct path *path, const char *directory, const char *text)
{
    size_t length = 0; // 0 at the root
    if (*text == '\0') {
        return -ENOENT;
    }
    if (*text != '/' && directory[1] != '\0') {
        length = strlen(directory);
        memcpy(path->text, directory, length);
    }
    path->end = PATH_END_SLASH;
    while (*text != '\0') {
        size_t nbytes = length_of_name(text);
        int result = 0;
        if (nbytes == 0) {
            text++;
            continue;
        }
        if (nbytes == 1 && text[0] == '.') {
            path->end = PATH_END_DOT;
        } else if (nbytes == 2 && text[0] == '.' && text[1] == '.') {
            path->end = PATH_END_DOTS;
            length = without_last(path->text, length);
        } else {
            path->end = PATH_END_NAME;
            result = add(path, &length, text, nbytes);
        }
        if (result != 0) {
            return result;
        }
        text += nbytes;
        if (*text == '/' && path->end == PATH_END_NAME) {
            path->end = PATH_END_SLASH;
        }
    }
    if (length == 0) {
        path->text[length++] = '/';
    }
    path->text[length] = '\0';
    return 0;
}
