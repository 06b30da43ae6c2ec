// SPDX-License-Identifier: MIT
// test/process/program/process_calls.c - makes each call about processes in
// each way, and checks the results. Ends with the number of wrong ones.
//
// It starts itself as a child under other names, which say what to check.

#include "base/string.h"
#include "user/lib/stdio.h"
#include "user/lib/system.h"

static int wrong;

static void expect(int line, long answer, long expected)
{
    if (answer != expected) {
        printf("process_calls: line %d: %ld and not %ld\n", line, answer,
               expected);
        wrong++;
    }
}

#define EXPECT(answer, expected) expect(__LINE__, (answer), (expected))

// Passes all 64 bits of the pid.
static long wait_for(long pid, int *status)
{
    return system_call6(SYS_wait, pid, (long)status, 0, 0, 0, 0);
}

static long kill_it(long pid)
{
    return system_call6(SYS_kill, pid, 0, 0, 0, 0, 0);
}

static int start(const char *what, const char *argument)
{
    const char *const arguments[] = {"lifecycle", what, argument, NULL};
    return spawn("lifecycle", arguments);
}

static int status_of(int pid)
{
    int status = -1;
    int result = wait(pid, &status);
    return result == pid ? status : result;
}

// --- wait ---

static void try_wait(void)
{
    int status = 0x5EC8E7;
    EXPECT(wait_for(WAIT_ANY, &status), -ECHILD);
    EXPECT(wait_for(getpid(), &status), -ECHILD);
    EXPECT(wait_for(0, NULL), -ECHILD);

    long child = start("exit", "5");
    EXPECT(wait_for(child + 1, NULL), -ECHILD);
    EXPECT(wait_for(-2, NULL), -ECHILD);
    EXPECT(wait_for(-child, NULL), -ECHILD);
    EXPECT(wait_for(child | 1L << 32, NULL), -ECHILD);
    EXPECT(wait_for(0xFFFFFFFF, NULL), -ECHILD); // -1 only in 32 bits
    EXPECT(wait_for(INT64_MIN, NULL), -ECHILD);
    EXPECT(wait_for(child, (int *)8), -EFAULT);
    EXPECT(wait_for(child, (int *)status_of), -EFAULT);
    EXPECT(wait_for(child, &status), child);
    EXPECT(status, 5);
    EXPECT(wait_for(child, &status), -ECHILD); // it was reaped already

    child = start("exit", "6");
    EXPECT(wait_for(child, NULL), child);

    // Whichever ends first.
    long late = start("late", NULL), early = start("exit", "8");
    EXPECT(wait_for(WAIT_ANY, &status), early);
    EXPECT(status, 8);
    EXPECT(wait_for(WAIT_ANY, &status), late);
    EXPECT(status, STATUS_KILLED | 14);
    EXPECT(wait_for(WAIT_ANY, &status), -ECHILD);
}

// --- kill ---

static void try_kill(void)
{
    EXPECT(kill_it(getpid()), -ESRCH);
    EXPECT(kill_it(0), -ESRCH);
    EXPECT(kill_it(-1), -ESRCH);
    EXPECT(kill_it(INT64_MAX), -ESRCH);
    EXPECT(kill_it(1), -ESRCH);

    long child = start("lean", NULL);
    sleep_ms(200); // until the child has a child of its own, with the next pid
    EXPECT(kill_it(child + 1), -ESRCH);
    EXPECT(kill_it(child | 1L << 32), -ESRCH);
    EXPECT(kill_it(child), 0);
    EXPECT(kill_it(child), 0); // not reaped yet: no error
    EXPECT(status_of((int)child), STATUS_KILLED | KILLED_BY_PARENT);
    EXPECT(kill_it(child), -ESRCH);

    // A process that has ended by itself keeps its own code.
    child = start("exit", "9");
    sleep_ms(200);
    EXPECT(kill_it(child), 0);
    EXPECT(status_of((int)child), 9);
}

// --- spawn ---

static char text[ARGUMENTS_SIZE + 2];

static long spawn_many(size_t count)
{
    const char *arguments[ARGUMENTS_MAX + 3];
    arguments[0] = "many";
    for (size_t i = 1; i < count; i++) {
        arguments[i] = "x";
    }
    arguments[count] = NULL;
    return spawn("process_calls", arguments);
}

// nbytes: of all arguments, with their zeros.
static long spawn_long(size_t nbytes)
{
    const char *const arguments[] = {"long", text, NULL};
    memset(text, 'y', sizeof(text));
    text[nbytes - sizeof("long") - 1] = '\0';
    return spawn("process_calls", arguments);
}

static void try_names(void)
{
    const char *const none[] = {NULL};
    EXPECT(spawn("no_such_program", none), -ENOENT);
    EXPECT(spawn("", none), -ENOENT);
    EXPECT(spawn("acto", none), -ENOENT);
    EXPECT(spawn("lifecycle ", none), -ENOENT);
    EXPECT(spawn("a_name_of_23_characters", none), -ENOENT);
    EXPECT(spawn("a_name_of_24_characters_", none), -ENOENT);
    memset(text, 'z', sizeof(text));
    EXPECT(spawn(text, none), -ENOENT);
    EXPECT(spawn(NULL, none), -EFAULT);
    EXPECT(spawn((const char *)(1L << 47), none), -EFAULT);
    // No arguments at all, not even a name.
    EXPECT(status_of(spawn("lifecycle", none)), 0);
}

static void try_arguments(void)
{
    EXPECT(spawn("process_calls", NULL), -EFAULT);
    EXPECT(status_of((int)spawn_many(ARGUMENTS_MAX)), 32);
    EXPECT(spawn_many(ARGUMENTS_MAX + 1), -E2BIG);
    EXPECT(status_of((int)spawn_long(ARGUMENTS_SIZE)), 33);
    EXPECT(spawn_long(ARGUMENTS_SIZE + 1), -E2BIG);
    const char *const empty[] = {"empty", "", "", NULL};
    EXPECT(status_of(spawn("process_calls", empty)), 34);

    // A list, and a string, that reach the end of memory without ending before.
    char *end = sbrk(4096);
    end += 4096;
    const char **list = (const char **)end;
    for (int i = 0; i < 5; i++) {
        *--list = "x";
    }
    EXPECT(spawn("process_calls", list), -EFAULT);
    memset(end - 6, 'x', 6);
    const char *const off[] = {"process_calls", end - 6, NULL};
    EXPECT(spawn("process_calls", off), -EFAULT);
    EXPECT(spawn(end - 6, off), -EFAULT);
    memcpy(end - sizeof("lifecycle"), "lifecycle", sizeof("lifecycle"));
    EXPECT(status_of(spawn(end - sizeof("lifecycle"), off + 2)), 0);
}

// --- the child ---

static int be_child(int argc, char *argv[])
{
    if (strcmp(argv[0], "many") == 0) {
        for (int i = 1; i < argc; i++) {
            wrong += strcmp(argv[i], "x") != 0;
        }
        return wrong == 0 && argc == ARGUMENTS_MAX ? 32 : 99;
    }
    if (strcmp(argv[0], "long") == 0) {
        size_t length = ARGUMENTS_SIZE - sizeof("long") - 1;
        bool is_long = argc == 2 && strlen(argv[1]) == length;
        return is_long && strcspn(argv[1], "z") == length ? 33 : 99;
    }
    bool are_empty = argc == 3 && argv[1][0] == '\0' && argv[2][0] == '\0';
    return are_empty && argv[2] == argv[1] + 1 ? 34 : 99;
}

int main(int argc, char *argv[])
{
    if (strcmp(argv[0], "process_calls") != 0) {
        return be_child(argc, argv);
    }
    try_wait();
    try_kill();
    try_names();
    try_arguments();
    return wrong;
}
