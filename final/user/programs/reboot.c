// SPDX-License-Identifier: MIT
// user/programs/reboot.c - resets the machine, which then starts anew.

#include "user/lib/system.h"

int main(void)
{
    return reboot(REBOOT_RESTART) != 0;
}
