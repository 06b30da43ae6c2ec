// SPDX-License-Identifier: MIT
// user/programs/parent.c - a program that starts others, waits and kills.

#include "user/lib/stdio.h"
#include "user/lib/system.h"

static int start(const char *const argv[])
{
    int pid = spawn(argv[0], argv);
    if (pid < 0) {
        printf("parent: %s cannot be started: error %d\n", argv[0], -pid);
    }
    return pid;
}

static void wait_for(int pid, const char *name)
{
    int status;
    if (wait(pid, &status) == pid) {
        printf("parent: child %s ended with status %#x\n", name,
               (unsigned)status);
    }
}

int main(void)
{
    const char *const hello[] = {"hello", "from", "its parent", NULL};
    wait_for(start(hello), "hello");

    const char *const witness[] = {"witness", NULL}; // it never ends by itself
    int pid = start(witness);
    yield(); // so that it begins
    kill(pid);
    wait_for(pid, "witness");

    const char *const nothing[] = {NULL};
    int error = spawn("missing", nothing);
    printf("parent: spawn of a missing program: error %d (ENOENT is %d)\n",
           -error, ENOENT);
    return 0;
}
