// SPDX-License-Identifier: MIT
// device/scancode.h - what the keyboard's bytes mean.
//
// Scan code set 1, into which the keyboard controller translates what the
// keyboard sends: one byte a key, bit 7 set when it is released, and 0xE0 ahead
// of most keys that the first PC did not have. Layout: US.

#pragma once

#include "base/types.h"

#define KEY_EXTENDED 0x80 // in key_event.code: 0xE0 came before it

// Keys that have no character. Compare the character of all others.
#define KEY_LEFT_CTRL   0x1D
#define KEY_LEFT_SHIFT  0x2A
#define KEY_RIGHT_SHIFT 0x36
#define KEY_LEFT_ALT    0x38
#define KEY_CAPS_LOCK   0x3A
#define KEY_F1          0x3B
#define KEY_UP          (KEY_EXTENDED | 0x48)
#define KEY_LEFT        (KEY_EXTENDED | 0x4B)
#define KEY_RIGHT       (KEY_EXTENDED | 0x4D)
#define KEY_DOWN        (KEY_EXTENDED | 0x50)
#define KEY_DELETE      (KEY_EXTENDED | 0x53)
#define KEY_RIGHT_CTRL  (KEY_EXTENDED | 0x1D)
#define KEY_RIGHT_ALT   (KEY_EXTENDED | 0x38)

// Bits of key_event.modifiers: the key is held down; caps lock is switched on.
#define MODIFIER_SHIFT     (1 << 0)
#define MODIFIER_CTRL      (1 << 1)
#define MODIFIER_ALT       (1 << 2)
#define MODIFIER_CAPS_LOCK (1 << 3)

struct key_event {
    uint8_t code;      // the scan code without bit 7, or with KEY_EXTENDED
    bool is_pressed;   // false: released
    uint8_t modifiers; // MODIFIER_..., after this event
    char character;    // '\0' if the key has none, or is released
};

// What is known between two bytes. All zero at the start.
struct scancode_state {
    bool has_extended; // 0xE0 came
    uint8_t nto_skip;  // bytes of the pause key that are still to come
    uint8_t keys_down; // the shift, ctrl and alt keys that are held down
    bool caps_lock;
    bool caps_lock_is_down; // while it is held down, its byte repeats
};

// Decodes the next byte. Returns true, and fills in *event, if the byte is the
// last of an event.
bool scancode_decode(struct scancode_state *state, uint8_t byte,
                     struct key_event *event);
