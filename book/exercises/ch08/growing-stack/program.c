// SPDX-License-Identifier: MIT
// argv[1] says what to do.

#include "base/string.h"
#include "user/lib/stdio.h"
#include "user/lib/system.h"

#define STACK_END  UINT64_C(0x00007FFFFFFFE000)
#define STACK_SIZE UINT64_C(0x800000)

static volatile unsigned char sink;

// Uses about 1 KiB for each level, and finds zeros or its own in it.
static __attribute__((noinline)) int deep(int levels)
{
    volatile unsigned char local[1000];
    local[0] = (unsigned char)levels;
    local[999] = (unsigned char)(levels + 1);
    int below = levels > 0 ? deep(levels - 1) : 0;
    return below + (local[0] != (unsigned char)levels) +
           (local[999] != (unsigned char)(levels + 1));
}

static int let_the_kernel(void)
{
    const char *const nothing[] = {"exercise", "nothing", NULL};
    int *status = (int *)(STACK_END - 0x300004);
    int pid = spawn("exercise", nothing);
    if (wait(pid, status) != pid || *status != 11) {
        return 1;
    }
    // Across the boundary of two pages, neither of which is there.
    if (console_write((void *)(STACK_END - 0x500004), 8) != 8) {
        return 2;
    }
    for (uintptr_t i = 0; i < 4096; i++) {
        if (((unsigned char *)(STACK_END - 0x501000))[i] != 0) {
            return 3;
        }
    }
    return console_write((void *)(STACK_END - STACK_SIZE - 1), 4) == -EFAULT
               ? 22
               : 4;
}

static int be_hungry(void)
{
    while (!is_error(sbrk(16 * 4096))) {
    }
    while (!is_error(sbrk(4096))) {
    }
    return deep(4000);
}

int main(int argc, char *argv[])
{
    const char *what = argc > 1 ? argv[1] : "";
    if (strcmp(what, "deep") == 0) {
        return deep(4000) == 0 ? 33 : 1;
    } else if (strcmp(what, "kernel") == 0) {
        return let_the_kernel();
    } else if (strcmp(what, "endless") == 0) {
        return deep(1000000);
    } else if (strcmp(what, "last") == 0) {
        sink = *(volatile unsigned char *)(STACK_END - STACK_SIZE);
        return sink == 0 ? 44 : 1;
    } else if (strcmp(what, "below") == 0) {
        sink = *(volatile unsigned char *)(STACK_END - STACK_SIZE - 1);
        return 1;
    } else if (strcmp(what, "execute") == 0) {
        ((void (*)(void))(STACK_END - 0x100000))();
        return 1;
    } else if (strcmp(what, "hungry") == 0) {
        return be_hungry();
    } else if (strcmp(what, "sleep") == 0) {
        sleep_ms(60000);
    }
    return 11;
}
