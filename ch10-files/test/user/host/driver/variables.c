// SPDX-License-Identifier: MIT
// Random changes of the environment, and what each returned. Compiled with two
// libraries, it must print the same: library_agrees_with_libc.py.

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define ROUNDS 20000

static unsigned random_below(unsigned limit)
{
    static unsigned long state = 3;
    state = state * 6364136223846793005 + 1442695040888963407;
    return (unsigned)(state >> 33) % limit;
}

// Some are the beginning of another name, and some are invalid.
static const char *random_name(void)
{
    static const char *const names[] = {"a",    "ab",  "abc", "b",
                                        "HOME", "a b", "a\n", "",
                                        "a=",   "=",   "=a",  "PATH"};
    return names[random_below(sizeof(names) / sizeof(names[0]))];
}

static const char *random_value(void)
{
    static char value[64];
    size_t length = random_below(sizeof(value));
    for (size_t i = 0; i < length; i++) {
        value[i] = "ab= \n"[random_below(5)];
    }
    value[length] = '\0';
    return value;
}

static int compare(const void *left, const void *right)
{
    return strcmp(*(char *const *)left, *(char *const *)right);
}

// All variables, in an order that both libraries have.
static void show_all(void)
{
    char *sorted[64];
    size_t count = 0;
    for (; environ[count] != NULL; count++) {
        sorted[count] = environ[count];
    }
    qsort(sorted, count, sizeof(sorted[0]), compare);
    for (size_t i = 0; i < count; i++) {
        printf("    %s\n", sorted[i]);
    }
}

static void show(const char *what, const char *name, int result)
{
    printf("%s %s: %d %d\n", what, name, result, result != 0 ? errno : 0);
}

int main(void)
{
    show_all();
    for (int i = 0; i < ROUNDS; i++) {
        const char *name = random_name();
        const char *value = getenv(name);
        printf("%s is %s\n", name, value != NULL ? value : "not set");
        if (random_below(3) == 0) {
            show("unset", name, unsetenv(name));
        } else {
            int overwrites = random_below(2) != 0;
            show("set", name, setenv(name, random_value(), overwrites));
        }
        if (i % 100 == 0) {
            show_all();
        }
    }
    return 0;
}
