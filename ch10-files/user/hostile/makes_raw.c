// SPDX-License-Identifier: MIT
// user/hostile/makes_raw.c - leaves the terminal without echo and without keys.
// Returns 0: the shell sets its terminal as it was.

#include "user/lib/system.h"

int main(void)
{
    struct termios raw = {0};
    return ioctl(0, TCSETS, &raw);
}
