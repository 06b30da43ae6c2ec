// SPDX-License-Identifier: MIT
// console/vga.h - text on the screen.

#pragma once

#include "base/types.h"
#include "console/vga_registers.h"

// Clears the screen. If there is no text screen, as after UEFI, logs that and
// returns false; then only vga_set_color() may be called.
MUST_USE bool vga_init(void);

// Writes text where the cursor is, and leaves the cursor behind it. '\n' starts
// a new line, '\r' goes back to the start of the line, '\t' to the next column
// that 8 divides, '\b' one cell back. At the bottom the screen scrolls. The
// caller holds kprintf's lock, once there is one. A kprintf_sink.
void vga_write(const char *text, size_t length);

// Sets the colours of all later text: VGA_BLACK to VGA_WHITE on VGA_BLACK to
// VGA_LIGHT_GREY. Other numbers panic.
void vga_set_color(unsigned foreground, unsigned background);

// White on red, in the rows below the text so far. A panic hook.
void vga_begin_panic(void);
