// SPDX-License-Identifier: MIT
// user/programs/parent.c - a program that starts others and waits for them.

#include "user/lib/stdio.h"
#include "user/lib/system.h"

int main(void)
{
    const char *const arguments[] = {"hello", "from", "its parent", NULL};
    int pid = spawn("hello", arguments);
    if (pid < 0) {
        printf("parent: hello cannot be started: error %d\n", -pid);
        return 1;
    }
    int status;
    int ended = wait(pid, &status);
    printf("parent: child %s ended with status %#x\n",
           ended == pid ? "hello" : "unknown", (unsigned)status);

    const char *const nothing[] = {NULL};
    int error = spawn("nobody", nothing);
    printf("parent: starting nobody gives error %d (ENOENT is %d)\n", -error,
           ENOENT);
    return 0;
}
