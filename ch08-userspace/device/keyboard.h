// SPDX-License-Identifier: MIT
// device/keyboard.h - keys, in the order in which they were pressed.

#pragma once

#include "device/scancode.h"

// Returns false, after a line that says why, if no keyboard answers.
bool keyboard_init(void);

// Takes the oldest event that nobody has read yet. Returns false if there is
// none. May be called with interrupts on or off.
bool keyboard_read(struct key_event *event);

// on_key, if not NULL, is called in the interrupt after each event came.
void keyboard_set_handler(void (*on_key)(void));

// How many events were lost because nobody read the older ones.
unsigned long keyboard_lost_count(void);
