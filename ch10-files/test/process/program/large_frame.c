// SPDX-License-Identifier: MIT
// test/process/program/large_frame.c - needs more stack than it has.
//
//     large_frame 200 | 1024 | wild
//
// The numbers are KiB. With `wild` a pointer leads to the same place.

#include "base/string.h"
#include "user/lib/system.h"

// Touches the first byte of a frame, which lies at its lowest address.
static int touch(volatile char *frame)
{
    frame[0] = 1;
    return frame[0];
}

__attribute__((noinline)) static int have_frame_of_200(void)
{
    volatile char frame[200 << 10];
    return touch(frame);
}

__attribute__((noinline)) static int have_frame_of_1024(void)
{
    volatile char frame[1024 << 10];
    return touch(frame);
}

int main(int argc, char *argv[])
{
    const char *what = argc > 1 ? argv[1] : "";
    if (strcmp(what, "200") == 0) {
        return have_frame_of_200();
    }
    if (strcmp(what, "1024") == 0) {
        return have_frame_of_1024();
    }
    *(volatile char *)((uintptr_t)&argc - (1024 << 10)) = 1;
    return 0;
}
