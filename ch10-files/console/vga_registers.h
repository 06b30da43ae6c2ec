// SPDX-License-Identifier: MIT
// console/vga_registers.h - the text screen's memory and registers.
//
// From "IBM Personal System/2 and Personal Computer BIOS Interface Technical
// Reference" and IBM's VGA technical reference, sections "Video Subsystem",
// "CRT Controller Registers" and "Attribute Byte".

#pragma once

// Each character on the screen is a cell of two bytes: which character, in code
// page 437, and how it looks.
#define VGA_TEXT_PHYSICAL 0xB8000
#define VGA_COLUMNS       80
#define VGA_ROWS          25
#define VGA_CELLS         0x4000 // in the card's memory, more than it shows

// The attribute byte: foreground in bits 0 to 3, background in bits 4 to 6. Bit
// 7 makes the character blink, or its background bright: that depends on a mode
// which firmware may have set either way. It stays 0.
#define VGA_ATTRIBUTE(foreground, background) ((background) << 4 | (foreground))
#define VGA_CELL(byte, attribute) \
    ((uint16_t)((attribute) << 8 | (uint8_t)(byte)))

#define VGA_BLACK         0
#define VGA_BLUE          1
#define VGA_GREEN         2
#define VGA_CYAN          3
#define VGA_RED           4
#define VGA_MAGENTA       5
#define VGA_BROWN         6
#define VGA_LIGHT_GREY    7
#define VGA_DARK_GREY     8
#define VGA_LIGHT_BLUE    9
#define VGA_LIGHT_GREEN   10
#define VGA_LIGHT_CYAN    11
#define VGA_LIGHT_RED     12
#define VGA_LIGHT_MAGENTA 13
#define VGA_YELLOW        14
#define VGA_WHITE         15

// The CRT controller has many registers behind two ports: write the number of
// one to the first, then its value to the second.
#define CRTC_INDEX_PORT 0x3D4
#define CRTC_DATA_PORT  0x3D5

#define CRTC_CURSOR_START         0x0A // first line of the cursor in its cell
#define CRTC_CURSOR_END           0x0B // last line; a cell has 16
#define CRTC_START_ADDRESS_HIGH   0x0C // which cell is shown first
#define CRTC_START_ADDRESS_LOW    0x0D
#define CRTC_CURSOR_LOCATION_HIGH 0x0E // which cell has the cursor
#define CRTC_CURSOR_LOCATION_LOW  0x0F
