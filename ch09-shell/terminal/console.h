// SPDX-License-Identifier: MIT
// terminal/console.h - the machine's own terminal.
//
// Its input comes from the keyboard and from the serial port. What it shows
// goes to the screen and to the serial port, like all that the kernel prints.

#pragma once

#include "object/object.h"

// Makes the terminal. main.c calls it once, when there is a scheduler.
void console_init(void);

struct object *console_object(void);

// Do with this terminal what terminal.h says.
void console_reset(void);
void console_leave_group(int group, int next);

// Updates the cursor's column after each text that is printed. A kprintf_sink.
void console_watch(const char *text, size_t nbytes);

// Take what was typed, in the devices' interrupt handlers.
void console_type_keys(void);
void console_type_bytes(const char *bytes, size_t nbytes);
