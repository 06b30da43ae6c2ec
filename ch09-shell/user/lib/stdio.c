// SPDX-License-Identifier: MIT
// user/lib/stdio.c - text for the console.
//
// The formatter hands over a text in many small pieces. They are collected on
// the stack, since each system call costs more than a hundred of them.

#include "user/lib/stdio.h"

#include "base/string.h"
#include "user/lib/system.h"

#define BUFFER_SIZE 256

struct buffer {
    char text[BUFFER_SIZE];
    size_t length;
    int total; // bytes that were written; EOF: a write has failed
};

static void flush(struct buffer *buffer)
{
    if (buffer->length > 0 && buffer->total != EOF) {
        long taken = write(1, buffer->text, buffer->length);
        buffer->total = taken < 0 ? EOF : buffer->total + (int)taken;
    }
    buffer->length = 0;
}

static void collect(void *context, const char *text, size_t length)
{
    struct buffer *buffer = context;
    while (length > 0) {
        if (buffer->length == BUFFER_SIZE) {
            flush(buffer);
        }
        size_t fits = min(length, BUFFER_SIZE - buffer->length);
        memcpy(buffer->text + buffer->length, text, fits);
        buffer->length += fits;
        text += fits;
        length -= fits;
    }
}

int printf(const char *format, ...)
{
    struct buffer buffer;
    buffer.length = 0;
    buffer.total = 0;

    va_list arguments;
    va_start(arguments, format);
    format_to(collect, &buffer, format, arguments);
    va_end(arguments);
    flush(&buffer);
    return buffer.total;
}

int puts(const char *line)
{
    return printf("%s\n", line);
}
