// SPDX-License-Identifier: MIT
// user/gallery/sleeps_forever.c - sleeps for the longest time there is.
// Stopped by: nothing, but it costs no time, and can be ended in its sleep.

#include "user/lib/stdio.h"
#include "user/lib/system.h"

int main(void)
{
    sleep_ms(UINT64_MAX);
    puts("still alive");
    return 0;
}
