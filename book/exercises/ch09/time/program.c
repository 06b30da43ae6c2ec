// SPDX-License-Identifier: MIT
// Asks for the time, in each way. Ends with 0, or with what was wrong.

#include "user/lib/stdio.h"
#include "user/lib/system.h"

#define CLOCK_GETTIME 20
#define MONOTONIC     1

struct time {
    int64_t seconds, nanoseconds;
};

static long ask(bool by_int, int clock, const volatile void *time)
{
    long pointer = (long)time;
    return by_int ? system_call6_int(CLOCK_GETTIME, clock, pointer, 0, 0, 0, 0)
                  : system_call6(CLOCK_GETTIME, clock, pointer, 0, 0, 0, 0);
}

static bool is_normal(struct time time)
{
    return time.seconds >= 0 && time.nanoseconds >= 0 &&
           time.nanoseconds < 1000000000;
}

static int64_t milliseconds(struct time time)
{
    return time.seconds * 1000 + time.nanoseconds / 1000000;
}

// Many times, so that some fall behind a change of the second.
static int try_clock(bool by_int)
{
    struct time before = {-1, -1}, after = {-1, -1};
    for (int i = 0; i < 15; i++) {
        if (ask(by_int, MONOTONIC, &before) != 0 || !is_normal(before)) {
            return 1;
        }
        sleep_ms(100);
        if (ask(by_int, MONOTONIC, &after) != 0 || !is_normal(after)) {
            return 2;
        }
        int64_t passed = milliseconds(after) - milliseconds(before);
        if (passed < 100 || passed > 20000) {
            return 3;
        }
    }
    return 0;
}

static int try_bad_arguments(bool by_int)
{
    const void *const pointers[] = {
        NULL,
        (const void *)try_clock,
        (const void *)0x00007FFFFFFFDFF8, // half of it is behind the stack
        (const void *)0x00007FFFFFFFFFF8,
        (const void *)0x0000800000000000,
        (const void *)0xFFFF800000100000,
        (const void *)UINTPTR_MAX,
    };
    struct time time;
    for (size_t i = 0; i < ARRAY_LENGTH(pointers); i++) {
        if (ask(by_int, MONOTONIC, pointers[i]) != -EFAULT) {
            return 10 + (int)i;
        }
    }
    if (ask(by_int, MONOTONIC + 100, &time) != -EINVAL ||
        ask(by_int, -1, &time) != -EINVAL) {
        return 20;
    }
    return 0;
}

int main(void)
{
    for (int by_int = 0; by_int < 2; by_int++) {
        int wrong = try_clock(by_int);
        if (wrong == 0) {
            wrong = try_bad_arguments(by_int);
        }
        if (wrong != 0) {
            return wrong;
        }
    }
    return 0;
}
