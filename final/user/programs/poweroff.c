// SPDX-License-Identifier: MIT
// user/programs/poweroff.c - switches the machine off.

#include "user/lib/system.h"

int main(void)
{
    return reboot(REBOOT_POWER_OFF) != 0;
}
