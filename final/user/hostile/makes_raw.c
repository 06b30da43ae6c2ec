// SPDX-License-Identifier: MIT
// user/hostile/makes_raw.c - switches echo, line editing and ctrl-C off.
// Returns 0: the shell restores the settings of its terminal.

#include "user/lib/system.h"

int main(void)
{
    struct termios raw = {0};
    return ioctl(0, TCSETS, &raw);
}
