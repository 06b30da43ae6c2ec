// SPDX-License-Identifier: MIT
// device/keyboard.h - keys, in the order in which they were pressed.

#pragma once

#include "device/scancode.h"

// Sets up the controller and the keyboard. Returns false, and logs the reason,
// if no keyboard works; then IRQ_KEYBOARD must stay without a handler.
MUST_USE bool keyboard_init(void);

// Takes the bytes that the keyboard has sent. The handler of IRQ_KEYBOARD.
void keyboard_handle_interrupt(void);

// Takes the oldest event that has not been read yet. Returns false if there is
// none. While 256 events wait to be read, newer ones are dropped. May be called
// with interrupts on or off.
bool keyboard_read(struct key_event *event);

// on_key(), if not NULL, is called in the interrupt handler after new events.
void keyboard_set_handler(void (*on_key)(void));
