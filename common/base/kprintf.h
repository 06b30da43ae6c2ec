// SPDX-License-Identifier: MIT
// base/kprintf.h - the kernel's voice.
//
// Text goes to every sink that was registered: the serial port from ch01 on,
// the screen from ch03 on. Before the first sink is there it goes nowhere.

#pragma once

#include "base/format.h"

// Takes text that was printed. Called with the lock (below) held.
typedef void kprintf_sink(const char *text, size_t length);

// Text printed from now on goes there too. There is room for four sinks; one
// more is dropped, with a line that says so on the others.
void kprintf_add_sink(kprintf_sink *sink);

// The text of one call stays in one piece: lock() is called before it and
// unlock() behind it. Until there are interrupts nobody can cut in, so the
// lock itself comes with ch04; NULL takes it away again, for a panic.
void kprintf_set_lock(void (*lock)(void), void (*unlock)(void));

void kprintf(const char *format, ...) FORMAT_LIKE(1, 2);
void kvprintf(const char *format, va_list arguments) FORMAT_LIKE(1, 0);

// The same with the level in front and a newline behind: "warn: no screen".
// Levels below the least one are left out; at the start that is LOG_INFO.
enum log_level { LOG_ERROR, LOG_WARN, LOG_INFO, LOG_DEBUG };
void log_set_level(enum log_level most_talkative);
void log_message(enum log_level level, const char *format, ...)
    FORMAT_LIKE(2, 3);

#define log_error(...) log_message(LOG_ERROR, __VA_ARGS__)
#define log_warn(...)  log_message(LOG_WARN, __VA_ARGS__)
#define log_info(...)  log_message(LOG_INFO, __VA_ARGS__)
#define log_debug(...) log_message(LOG_DEBUG, __VA_ARGS__)
