// SPDX-License-Identifier: MIT
// user/hostile/sleeps_forever.c - sleeps for the longest time there is.
// Never ends: it costs no CPU time, and can be killed in its sleep.

#include "user/lib/stdio.h"
#include "user/lib/system.h"

int main(void)
{
    sleep_ms(UINT64_MAX);
    puts("still alive");
    return 0;
}
