// SPDX-License-Identifier: MIT
// serial/serial.h - text through the first serial port.

#pragma once

#include "base/types.h"

// Sets the port to 115200 baud, 8N1, no interrupts. Returns false, and the
// other functions do nothing, if no port answers.
bool serial_init(void);

// Sends the text and waits until the port has taken it. A newline goes out as
// carriage return and newline, as terminals expect. Bytes are dropped while the
// port takes none: the reader may have paused. A kprintf_sink.
void serial_write(const char *text, size_t length);
