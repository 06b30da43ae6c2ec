// SPDX-License-Identifier: MIT
// base/kprintf.h - the kernel's printf.
//
// Text goes to every registered sink: the serial port from ch01 on, the screen
// from ch03 on. Text that is printed before the first sink is lost.

#pragma once

#include "base/format.h"

// Outputs the text. Called with the lock (below) held.
typedef void kprintf_sink(const char *text, size_t length);

// From now on, text goes to this sink too. At most four sinks; a fifth is
// ignored, and an error message says so.
void kprintf_add_sink(kprintf_sink *sink);

// kprintf() calls lock() before it prints and unlock() after it, so that the
// text of one call stays in one piece. ch04 sets the lock: until then there are
// no handlers that could print in between. NULL removes it, for a panic.
void kprintf_set_lock(void (*lock)(void), void (*unlock)(void));

void kprintf(const char *format, ...) FORMAT_LIKE(1, 2);
void kvprintf(const char *format, va_list arguments) FORMAT_LIKE(1, 0);

// Prints length bytes as they are, whatever their values.
void kwrite(const char *text, size_t length);

// Prints a line that starts with its level: "warn: no screen".
enum log_level { LOG_ERROR, LOG_WARN, LOG_INFO };
void log_message(enum log_level level, const char *format, ...)
    FORMAT_LIKE(2, 3);

#define log_error(...) log_message(LOG_ERROR, __VA_ARGS__)
#define log_warn(...)  log_message(LOG_WARN, __VA_ARGS__)
#define log_info(...)  log_message(LOG_INFO, __VA_ARGS__)
