// SPDX-License-Identifier: MIT
// terminal/key_bytes.h - what a key sends to a program.

#pragma once

#include "device/scancode.h"

#define KEY_BYTES_MAX 6

// Writes the bytes of a key that was pressed, as the terminals of Linux and
// xterm send them, and returns how many: 0 for a shift, and for a release.
// Backspace is 0x7F. A key without a character is an escape sequence. With alt,
// ESC comes before the character.
size_t key_bytes(const struct key_event *event, char bytes[KEY_BYTES_MAX]);
