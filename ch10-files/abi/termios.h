// SPDX-License-Identifier: MIT
// abi/termios.h - how a terminal treats what is typed, and how to ask for it.
//
// Names from POSIX, "General Terminal Interface"; numbers and layout as Linux
// has them on x86-64. The kernel keeps all bits that a program sets, and acts
// on those that are listed here.

#pragma once

#include "base/types.h"

#define NCCS 19

struct termios {
    uint32_t c_iflag, c_oflag, c_cflag, c_lflag;
    uint8_t c_line;
    uint8_t c_cc[NCCS]; // the keys below
};
_Static_assert(sizeof(struct termios) == 36, "as in Linux");

// c_cc: which byte has which effect.
#define VINTR   0  // ctrl-C: kills the foreground group
#define VERASE  2  // backspace: erases a character
#define VKILL   3  // ctrl-U: erases the line
#define VEOF    4  // ctrl-D: the line ends here; alone: end of file
#define VMIN    6  // without ICANON: 0 if a read does not wait, else 1
#define VWERASE 14 // ctrl-W: erases a word

#define ICRNL 0x100 // c_iflag: a carriage return is read as a newline

#define ISIG   0x1 // c_lflag: VINTR has its effect
#define ICANON 0x2 // a read waits for a whole line, which can be edited
#define ECHO   0x8 // what is typed is shown

// Requests of ioctl(), with what the third argument points to.
#define TCGETS     0x5401 // struct termios: get
#define TCSETS     0x5402 // struct termios: set
#define TIOCGPGRP  0x540F // int: get the foreground group
#define TIOCSPGRP  0x5410 // int: set it
#define TIOCGWINSZ 0x5413 // struct winsize: get

struct winsize {
    uint16_t ws_row, ws_col, ws_xpixel, ws_ypixel;
};
