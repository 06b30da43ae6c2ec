// SPDX-License-Identifier: MIT
// user/shell/glob.c - names of files by a pattern.
//
// A pattern is taken component by component: for each name that matches one,
// glob() calls itself for the rest of the pattern.

#include "user/shell/glob.h"

#include <dirent.h>
#include <string.h>
#include <sys/stat.h>

// --- one name ---

// Takes a character that a \ may keep.
static unsigned char take(const char **next)
{
    *next += **next == '\\';
    return (unsigned char)*(*next)++;
}

// The ] that ends the list behind a [; NULL: there is none. A ] that comes
// first belongs to the list.
static const char *list_end(const char *list, const char *end)
{
    list += list < end && *list == '!';
    do {
        list += list < end && *list == '\\' ? 2 : 1;
    } while (list < end && *list != ']');
    return list < end ? list : NULL;
}

// Does the list match the character? With a !, it matches all others.
static bool list_has(const char *list, const char *end, unsigned char c)
{
    bool is_negated = *list == '!', is_found = false;
    list += is_negated;
    while (list < end) {
        unsigned char low = take(&list), high = low;
        if (list + 1 < end && *list == '-') {
            list++;
            high = take(&list);
        }
        is_found |= low <= c && c <= high;
    }
    return is_found != is_negated;
}

// Matches one character. Returns the pattern behind what stands for it, or
// NULL.
static const char *match_one(const char *pattern, const char *end, char c)
{
    if (*pattern == '?') {
        return pattern + 1;
    }
    const char *close = *pattern == '[' ? list_end(pattern + 1, end) : NULL;
    if (close != NULL) {
        return list_has(pattern + 1, close, (unsigned char)c) ? close + 1
                                                              : NULL;
    }
    return take(&pattern) == (unsigned char)c ? pattern : NULL;
}

// After a mismatch, the * that came last takes one character more. An earlier *
// need not be tried again.
bool pattern_matches(const char *pattern, size_t length, const char *name)
{
    const char *end = pattern + length;
    const char *star = NULL, *star_name = NULL;
    while (*name != '\0' || pattern < end) {
        const char *next = NULL;
        if (pattern < end && *pattern == '*') {
            star = ++pattern;
            star_name = name;
            continue;
        }
        if (pattern < end && *name != '\0') {
            next = match_one(pattern, end, *name);
        }
        if (next != NULL) {
            pattern = next;
            name++;
        } else if (star != NULL && *star_name != '\0') {
            pattern = star;
            name = ++star_name;
        } else {
            return false;
        }
    }
    return true;
}

bool pattern_has_wildcard(const char *pattern, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (pattern[i] == '\\') {
            i++;
        } else if (strchr("*?[", pattern[i]) != NULL) {
            return true;
        }
    }
    return false;
}

size_t pattern_remove_escapes(char *to, const char *pattern, size_t length)
{
    const char *end = pattern + length;
    size_t kept = 0;
    while (pattern < end) {
        to[kept++] = (char)take(&pattern);
    }
    return kept;
}

// --- paths ---

struct path {
    struct fields *fields; // get what matches
    size_t length;
    char text[PATH_MAX];
};

static void glob(struct path *path, const char *pattern);

// Adds to the path; false: it gets too long.
static bool append(struct path *path, const char *text, size_t length)
{
    if (length >= sizeof(path->text) - path->length) {
        return false;
    }
    memcpy(&path->text[path->length], text, length);
    path->length += length;
    path->text[path->length] = '\0';
    return true;
}

// Continues with each name in the directory that matches the component.
static void glob_directory(struct path *path, const char *component,
                           size_t length)
{
    size_t path_length = path->length;
    DIR *directory = opendir(path_length > 0 ? path->text : ".");
    if (directory == NULL) {
        return;
    }
    bool matches_dot = component[component[0] == '\\'] == '.';
    struct dirent *entry;
    while ((entry = readdir(directory)) != NULL) {
        const char *name = entry->d_name;
        if ((name[0] != '.' || matches_dot) &&
            pattern_matches(component, length, name) &&
            append(path, name, strlen(name))) {
            glob(path, component + length);
        }
        path->length = path_length;
        path->text[path_length] = '\0';
    }
    closedir(directory);
}

// Adds the paths that match: those that begin with path and go on as the
// pattern says.
static void glob(struct path *path, const char *pattern)
{
    size_t slashes = 0;
    while (pattern[slashes] == '/') {
        slashes++;
    }
    if (!append(path, pattern, slashes)) {
        return;
    }
    pattern += slashes;
    size_t length = strcspn(pattern, "/");
    struct stat status;
    if (pattern_has_wildcard(pattern, length)) {
        glob_directory(path, pattern, length);
    } else if (length > 0) {
        char *name = &path->text[path->length];
        if (append(path, pattern, length)) {
            path->length -= length - pattern_remove_escapes(name, name, length);
            path->text[path->length] = '\0';
            glob(path, pattern + length);
        }
    } else if (stat(path->text, &status) == 0) {
        fields_add(path->fields, path->text, path->length);
    }
}

bool glob_add(struct fields *fields, const char *pattern)
{
    struct path path = {.fields = fields};
    size_t first = fields->count;
    glob(&path, pattern);
    fields_sort(fields, first);
    return fields->count > first || fields->is_full;
}
