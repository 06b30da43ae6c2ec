// SPDX-License-Identifier: MIT
// user/lib/environment.c - the variables that a program gets from its parent.
//
// The kernel puts them on the stack. The first change copies them to the heap,
// so that a string can be freed when it is replaced.

#include "base/errno.h"
#include "user/include/errno.h"
#include "user/include/stdlib.h"
#include "user/include/string.h"
#include "user/include/unistd.h"

char **environ; // crt0.asm sets it

static char **copies; // the array on the heap; NULL: nothing has changed so far

// The index of a variable, or of the null pointer.
static size_t find(const char *name, size_t length)
{
    size_t i = 0;
    while (environ[i] != NULL && (strncmp(environ[i], name, length) != 0 ||
                                  environ[i][length] != '=')) {
        i++;
    }
    return i;
}

char *getenv(const char *name)
{
    size_t length = strlen(name);
    const char *found = environ[find(name, length)];
    return found != NULL ? (char *)found + length + 1 : NULL;
}

static char *copy_string(const char *string)
{
    size_t nbytes = strlen(string) + 1;
    char *copy = malloc(nbytes);
    return copy != NULL ? memcpy(copy, string, nbytes) : NULL;
}

// Replaces the strings of an array, up to `count`, by copies of them.
static bool copy_strings(char **strings, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        strings[i] = copy_string(strings[i]);
        if (strings[i] == NULL) {
            while (i-- > 0) {
                free(strings[i]);
            }
            return false;
        }
    }
    return true;
}

// Makes the array one that is on the heap and has room for one more variable.
static bool make_room(void)
{
    size_t count = 0;
    while (environ[count] != NULL) {
        count++;
    }
    char **array = malloc((count + 2) * sizeof(char *));
    if (array == NULL) {
        return false;
    }
    memcpy(array, environ, (count + 1) * sizeof(char *));
    if (copies == NULL && !copy_strings(array, count)) {
        free(array);
        return false;
    }
    free(copies);
    environ = copies = array;
    return true;
}

static int fail(int error)
{
    errno = error;
    return -1;
}

static bool is_name(const char *name)
{
    return *name != '\0' && strchr(name, '=') == NULL;
}

int setenv(const char *name, const char *value, int overwrites)
{
    size_t length = strlen(name), size = strlen(value) + 1;
    if (!is_name(name)) {
        return fail(EINVAL);
    }
    if (getenv(name) != NULL && !overwrites) {
        return 0;
    }
    char *text = malloc(length + 1 + size);
    if (text == NULL || !make_room()) {
        free(text);
        return fail(ENOMEM);
    }
    memcpy(text, name, length);
    text[length] = '=';
    memcpy(text + length + 1, value, size);
    size_t i = find(name, length);
    if (environ[i] == NULL) {
        environ[i + 1] = NULL;
    }
    free(environ[i]);
    environ[i] = text;
    return 0;
}

int unsetenv(const char *name)
{
    if (!is_name(name)) {
        return fail(EINVAL);
    }
    if (!make_room()) {
        return fail(ENOMEM);
    }
    size_t i = find(name, strlen(name));
    free(environ[i]);
    while (environ[i] != NULL) {
        environ[i] = environ[i + 1];
        i++;
    }
    return 0;
}
