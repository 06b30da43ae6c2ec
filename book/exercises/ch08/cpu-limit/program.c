// SPDX-License-Identifier: MIT
// argv[1] says what to do.

#include "base/string.h"
#include "user/lib/stdio.h"
#include "user/lib/system.h"

#define LIMIT 9

static long limit(uint64_t milliseconds)
{
    return system_call6(LIMIT, (long)milliseconds, 0, 0, 0, 0, 0);
}

static int child(void)
{
    const char *const loop[] = {"exercise", "go on", NULL};
    const char *const raise[] = {"exercise", "go on and raise", NULL};
    int status = 0;
    if (limit(300) != 0) {
        return 1;
    }
    int pid = spawn("exercise", loop);
    if (wait(pid, &status) != pid || status != (STATUS_KILLED | 0x82)) {
        return 2;
    }
    pid = spawn("exercise", raise);
    if (wait(pid, &status) != pid || status != 77) {
        return 3;
    }
    return 66;
}

static int raise(void)
{
    if (limit(10000) != 0 || limit(20000) != -EINVAL ||
        limit(UINT64_MAX) != -EINVAL || limit(5000) != 0 ||
        limit(10000) != -EINVAL) {
        return 1;
    }
    return 55;
}

int main(int argc, char *argv[])
{
    const char *what = argc > 1 ? argv[1] : "";
    if (strcmp(what, "loop") == 0) {
        if (limit(200) != 0) {
            return 1;
        }
        for (;;) {
        }
    } else if (strcmp(what, "call") == 0) {
        if (limit(200) != 0) {
            return 1;
        }
        for (;;) {
            getpid();
        }
    } else if (strcmp(what, "sleep") == 0) {
        return limit(100) == 0 && sleep_ms(600) == 0 ? 44 : 1;
    } else if (strcmp(what, "child") == 0) {
        return child();
    } else if (strcmp(what, "raise") == 0) {
        return raise();
    } else if (strcmp(what, "go on and raise") == 0) {
        return limit(400) == -EINVAL ? 77 : 1;
    }
    for (;;) {
    }
}
