// SPDX-License-Identifier: MIT
// path_clean() on paths that are known, and on a million random ones beside a
// model that keeps the names in a list.
//
// With: file/path.c base/string.c
// Flags: -std=c11
// Breaks: file/path.c: if (nbytes > NAME_MAX || => if (
// Breaks: file/path.c: *length + 1 + nbytes >= sizeof(path->text))
//     => *length + 1 + nbytes > sizeof(path->text))
// Breaks: file/path.c: length = without_last(path->text, length); =>
// Breaks: file/path.c: if (*text != '/' && directory[1] != '\0') {
//     => if (*text != '/') {

#include "file/path.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/errno.h"

#define CASES 1000000

static const struct {
    const char *directory, *text, *clean;
    enum path_end end;
} known[] = {
    {"/", "/", "/", PATH_END_SLASH},
    {"/", "a", "/a", PATH_END_NAME},
    {"/x/y", "a", "/x/y/a", PATH_END_NAME},
    {"/x/y", "/a", "/a", PATH_END_NAME},
    {"/x/y", "..", "/x", PATH_END_DOTS},
    {"/x/y", "../..", "/", PATH_END_DOTS},
    {"/x/y", "../../../z", "/z", PATH_END_NAME},
    {"/x/y", ".", "/x/y", PATH_END_DOT},
    {"/x", "//a///b/", "/a/b", PATH_END_SLASH},
    {"/x", "a/./b/../c", "/x/a/c", PATH_END_NAME},
    {"/", "...", "/...", PATH_END_NAME},
    {"/", "..a/.b", "/..a/.b", PATH_END_NAME},
    {"/", "a/..", "/", PATH_END_DOTS},
    {"/", "a/../", "/", PATH_END_DOTS},
};

static void expect(bool holds, const char *text)
{
    if (!holds) {
        printf("wrong: %s\n", text);
        exit(1);
    }
}

static void try_known(void)
{
    struct path path;
    for (size_t i = 0; i < ARRAY_LENGTH(known); i++) {
        expect(path_clean(&path, known[i].directory, known[i].text) == 0 &&
                   strcmp(path.text, known[i].clean) == 0 &&
                   path.end == known[i].end,
               known[i].text);
    }
    expect(path_clean(&path, "/", "") == -ENOENT, "nothing");
}

// The longest names and paths that fit, and one byte more.
static void try_lengths(void)
{
    static char text[PATH_MAX + 2];
    struct path path;
    memset(text, 'n', NAME_MAX + 1);
    expect(path_clean(&path, "/", text) == -ENAMETOOLONG, "256 bytes");
    expect(path_clean(&path, "/", text + 1) == 0, "255 bytes");
    for (size_t i = 0; i < PATH_MAX; i++) {
        text[i] = i % 8 == 0 ? '/' : 'n';
    }
    text[PATH_MAX] = '\0';
    expect(path_clean(&path, "/", text) == -ENAMETOOLONG, "1024 bytes");
    text[PATH_MAX - 1] = '\0';
    expect(path_clean(&path, "/", text) == 0 && strcmp(path.text, text) == 0,
           "1023 bytes");
}

// Divides the text into a list of names, and joins them again.
static void clean_by_list(const char *text, char *clean)
{
    char copy[200], *names[100];
    size_t count = 0;
    strcpy(copy, text);
    for (char *name = strtok(copy, "/"); name; name = strtok(NULL, "/")) {
        if (strcmp(name, "..") == 0) {
            count -= count > 0;
        } else if (strcmp(name, ".") != 0) {
            names[count++] = name;
        }
    }
    strcpy(clean, count == 0 ? "/" : "");
    for (size_t i = 0; i < count; i++) {
        strcat(strcat(clean, "/"), names[i]);
    }
}

static void try_random(void)
{
    static const char *const pieces[] = {"/", "/", ".", "..", "a", "bb", "/"};
    char text[200] = "/", clean[200];
    struct path path;
    for (int count = rand() % 20; count > 0; count--) {
        strcat(text, pieces[(size_t)rand() % ARRAY_LENGTH(pieces)]);
    }
    clean_by_list(text, clean);
    expect(path_clean(&path, "/", text) == 0 && strcmp(path.text, clean) == 0,
           text);
}

int main(void)
{
    try_known();
    try_lengths();
    for (int i = 0; i < CASES; i++) {
        try_random();
    }
    return 0;
}
