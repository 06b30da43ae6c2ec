// SPDX-License-Identifier: MIT
// device/keyboard_registers.h - the keyboard controller's ports and commands.
//
// From "IBM Personal System/2 Hardware Interface Technical Reference", section
// "Keyboard and Auxiliary Device Controller" (the 8042).

#pragma once

#define I8042_DATA    0x60
#define I8042_STATUS  0x64 // when read
#define I8042_COMMAND 0x64 // when written

#define I8042_STATUS_OUTPUT_FULL 0x01 // I8042_DATA holds a byte to read
#define I8042_STATUS_INPUT_FULL  0x02 // the last byte written is not taken yet
#define I8042_STATUS_MOUSE       0x20 // the byte to read is the mouse's

#define I8042_WRITE_CONFIG     0x60
#define I8042_DISABLE_MOUSE    0xA7
#define I8042_SELF_TEST        0xAA
#define I8042_SELF_TEST_OK     0x55
#define I8042_DISABLE_KEYBOARD 0xAD
#define I8042_ENABLE_KEYBOARD  0xAE
#define I8042_RESET            0xFE // resets the whole machine

#define I8042_CONFIG_KEYBOARD_IRQ 0x01
#define I8042_CONFIG_MOUSE_OFF    0x20
#define I8042_CONFIG_TRANSLATE    0x40 // to scan code set 1

#define KEYBOARD_ENABLE 0xF4 // to the keyboard itself: send what is pressed
#define KEYBOARD_ACK    0xFA
#define KEYBOARD_RESEND 0xFE // asks to send the last byte again
