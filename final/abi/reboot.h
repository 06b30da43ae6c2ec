// SPDX-License-Identifier: MIT
// abi/reboot.h - what reboot() does.
//
// Numbers as Linux has them. The two magic numbers keep a call with arbitrary
// arguments from switching the machine off.

#pragma once

#define REBOOT_MAGIC1 0xFEE1DEAD
#define REBOOT_MAGIC2 672274793

#define REBOOT_RESTART   0x01234567
#define REBOOT_POWER_OFF 0x4321FEDC
