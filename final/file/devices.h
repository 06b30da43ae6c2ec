// SPDX-License-Identifier: MIT
// file/devices.h - the directory /dev: devices that are opened by a name.

#pragma once

// Makes the directory /dev and mounts the devices there. main.c calls it once.
void devices_init(void);
