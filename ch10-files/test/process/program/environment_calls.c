// SPDX-License-Identifier: MIT
// test/process/program/environment_calls.c - starts itself with each kind of
// environment, good ones and bad ones. Ends with the number of wrong results.
//
// It starts itself as a child under other names, which say what to check.

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "user/lib/stdio.h"

#define PAGE 4096

static int wrong;

static void expect(int line, long answer, long expected)
{
    if (answer != expected) {
        printf("environment_calls: line %d: %ld and not %ld\n", line, answer,
               expected);
        wrong++;
    }
}

#define EXPECT(answer, expected) expect(__LINE__, (answer), (expected))

// Starts a child that checks what its name says. Returns its exit code, or a
// negative errno.
static int start(const char *what, const char *const envp[])
{
    struct spawn_options options = {.group = SPAWN_SAME_GROUP,
                                    .descriptors = {0, 1, 2}};
    const char *const argv[] = {what, NULL};
    int status = -1;
    int pid = spawn_with("environment_calls", argv, &options, envp);
    if (pid < 0) {
        return pid;
    }
    return waitpid(pid, &status, 0) == pid ? status >> 8 : -1;
}

// --- what the child finds ---

static size_t count_variables(void)
{
    size_t count = 0;
    while (environ[count] != NULL) {
        count++;
    }
    return count;
}

// System V ABI: the environment lies behind the null of argv, and the auxiliary
// vector behind it.
static bool is_laid_out(int argc, char *argv[])
{
    uint64_t *auxiliary = (uint64_t *)&environ[count_variables() + 1];
    return environ == &argv[argc + 1] && argv[argc] == NULL &&
           (uintptr_t)(argv - 1) % 16 == 0 && auxiliary[0] == 0 &&
           auxiliary[1] == 0;
}

static bool is_variable(const char *name, const char *value)
{
    const char *found = getenv(name);
    return found != NULL && strcmp(found, value) == 0;
}

static int be_child(int argc, char *argv[])
{
    size_t count = count_variables();
    if (!is_laid_out(argc, argv)) {
        return 99;
    }
    if (strcmp(argv[0], "none") == 0) {
        return count == 0 ? 20 : 98;
    }
    if (strcmp(argv[0], "three") == 0) {
        return count == 3 && is_variable("a", "1") && is_variable("b", "") &&
                       environ[1][0] == '\0' && getenv("c") == NULL
                   ? 21
                   : 97;
    }
    if (strcmp(argv[0], "many") == 0) {
        return count == ARGUMENTS_MAX - 1 && is_variable("x", "1") ? 22 : 96;
    }
    size_t length = ARGUMENTS_SIZE - sizeof("long") - 1;
    return count == 1 && strlen(environ[0]) == length ? 23 : 95;
}

// --- what the parent passes ---

static void try_good_ones(void)
{
    const char *const none[] = {NULL}, *const three[] = {"a=1", "", "b=", NULL};
    const char *const argv[] = {"none", NULL};
    int status = -1;
    EXPECT(start("none", NULL), 20);
    EXPECT(start("none", none), 20);
    EXPECT(start("three", three), 21);
    // spawn() of chapter 8 passes no environment, whatever its registers hold.
    int pid =
        (int)system_call6(SYS_spawn, (long)"environment_calls", (long)argv,
                          (long)three, (long)three, (long)three, 0);
    EXPECT(waitpid(pid, &status, 0), pid);
    EXPECT(status >> 8, 20);
}

static void try_limits(void)
{
    static const char *variables[ARGUMENTS_MAX + 1];
    static char text[ARGUMENTS_SIZE + 2];
    for (size_t i = 0; i < ARGUMENTS_MAX - 1; i++) {
        variables[i] = "x=1";
    }
    EXPECT(start("many", variables), 22);
    variables[ARGUMENTS_MAX - 1] = "x=1";
    EXPECT(start("many", variables), -E2BIG);
    const char *const one[] = {text, NULL};
    memset(text, 'y', sizeof(text));
    text[ARGUMENTS_SIZE - sizeof("long") - 1] = '\0';
    EXPECT(start("long", one), 23);
    text[ARGUMENTS_SIZE - sizeof("long") - 1] = 'y';
    text[ARGUMENTS_SIZE - sizeof("long")] = '\0';
    EXPECT(start("long", one), -E2BIG);
}

static void try_bad_pointers(void)
{
    static const char *const bad[] = {
        (char *)8,
        (char *)0x00007FFFFFFFFFFF, // over the end of the lower half
        (char *)0x0000800000000000, // between the halves
        (char *)0xFFFF800000100000, // the kernel's map of all memory
        (char *)-1L,
    };
    for (size_t i = 0; i < ARRAY_LENGTH(bad); i++) {
        const char *const first[] = {bad[i], NULL};
        const char *const second[] = {"a=1", bad[i], NULL};
        EXPECT(start("none", (const char *const *)bad[i]), -EFAULT);
        EXPECT(start("none", first), -EFAULT);
        EXPECT(start("none", second), -EFAULT);
    }
}

// An array, and a string, up to the end of memory, with and without an end.
static void try_last_page(void)
{
    char *end = (char *)sbrk(PAGE) + PAGE;
    const char **array = (const char **)end;
    *--array = "a=1";
    EXPECT(start("none", array), -EFAULT);
    *array = NULL;
    EXPECT(start("none", array), 20);
    *--array = "b=";
    *--array = "";
    *--array = "a=1";
    EXPECT(start("three", array), 21);
    const char *const last[] = {"a=1", "", end - 3, NULL};
    memcpy(end - 3, "b=\0", 3);
    EXPECT(start("three", last), 21);
    memcpy(end - 3, "b==", 3);
    EXPECT(start("three", last), -EFAULT);
}

int main(int argc, char *argv[])
{
    if (strcmp(argv[0], "environment_calls") != 0) {
        return be_child(argc, argv);
    }
    try_good_ones();
    try_limits();
    try_bad_pointers();
    try_last_page();
    return wrong;
}
