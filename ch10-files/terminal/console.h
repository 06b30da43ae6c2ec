// SPDX-License-Identifier: MIT
// terminal/console.h - the terminal in front of the machine.
//
// The keyboard and the serial port both type into it. What it shows goes to the
// screen and to the serial port, as all that the kernel prints does.

#pragma once

#include "object/object.h"

// Makes the terminal. main.c calls it once, when there is a scheduler.
void console_init(void);

struct object *console_object(void);

// Notes where the cursor is, after any text that is printed. A kprintf_sink.
void console_watch(const char *text, size_t nbytes);

// Take what was typed, in the devices' interrupt handlers.
void console_type_keys(void);
void console_type_bytes(const char *bytes, size_t nbytes);
