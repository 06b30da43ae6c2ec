// SPDX-License-Identifier: MIT
// base/format.h - printf's format strings.
//
// Flags - 0 + space #, width, precision (both also as *), lengths hh h l ll j z
// t, and the conversions d i u o x X c s p %. No floating point: the kernel
// does not touch the registers it would need. No %n: it writes to memory. An
// unknown conversion is printed as it stands, so that it is seen.

#pragma once

#include <stdarg.h>

#include "base/types.h"

#define FORMAT_LIKE(format_index, first_argument) \
    __attribute__((format(printf, format_index, first_argument)))

// Takes the next piece of the text, which does not end in a zero byte.
typedef void format_write(void *context, const char *text, size_t length);

// Hands the text to write(), piece by piece.
void format_to(format_write *write, void *context, const char *format,
               va_list arguments) FORMAT_LIKE(3, 0);

// As in the C standard: writes at most size bytes, of which the last is a zero
// byte if size > 0, and returns the length that the whole text would have had.
int snprintf(char *buffer, size_t size, const char *format, ...)
    FORMAT_LIKE(3, 4);
int vsnprintf(char *buffer, size_t size, const char *format, va_list arguments)
    FORMAT_LIKE(3, 0);
