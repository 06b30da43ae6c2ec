// SPDX-License-Identifier: MIT
// user/lib/stdio.c - bytes, lines and formatted text of streams.

#include "user/lib/stdio.h"

#include "user/include/errno.h"
#include "user/include/stdlib.h"
#include "user/include/string.h"
#include "user/lib/stream.h"

int ferror(FILE *stream)
{
    return stream->error;
}

// --- reading ---

int getc(FILE *stream)
{
    return stream_fill(stream) ? (uint8_t)stream->buffer[stream->next++] : EOF;
}

int ungetc(int byte, FILE *stream)
{
    if (byte == EOF || stream->next == 0 || stream->npending > 0) {
        return EOF;
    }
    stream->buffer[--stream->next] = (char)byte;
    stream->is_at_end = false;
    return byte;
}

size_t fread(void *to, size_t size, size_t count, FILE *stream)
{
    char *bytes = to;
    size_t total = size * count, done = 0;
    while (done < total && stream_fill(stream)) {
        size_t nbytes = min(total - done, stream->end - stream->next);
        memcpy(bytes + done, stream->buffer + stream->next, nbytes);
        stream->next += nbytes;
        done += nbytes;
    }
    return size > 0 ? done / size : 0;
}

char *fgets(char *to, int size, FILE *stream)
{
    int length = 0;
    while (length < size - 1 && stream_fill(stream)) {
        to[length] = stream->buffer[stream->next++];
        if (to[length++] == '\n') {
            break;
        }
    }
    to[length] = '\0';
    return length > 0 ? to : NULL;
}

// How many bytes that are read belong to the line that begins there.
static size_t part_of_line(const struct stream *stream)
{
    const char *start = stream->buffer + stream->next;
    size_t nbytes = stream->end - stream->next;
    const char *newline = memchr(start, '\n', nbytes);
    return newline != NULL ? (size_t)(newline - start) + 1 : nbytes;
}

long getline(char **line, size_t *size, FILE *stream)
{
    size_t length = 0;
    while (stream_fill(stream)) {
        size_t nbytes = part_of_line(stream);
        if (*line == NULL || *size < length + nbytes + 1) {
            size_t larger = max(2 * *size, length + nbytes + 1);
            char *moved = realloc(*line, larger);
            if (moved == NULL) {
                return stream_fail(stream, -ENOMEM);
            }
            *line = moved;
            *size = larger;
        }
        memcpy(*line + length, stream->buffer + stream->next, nbytes);
        stream->next += nbytes;
        length += nbytes;
        (*line)[length] = '\0';
        if ((*line)[length - 1] == '\n') {
            break;
        }
    }
    return length > 0 ? (long)length : -1;
}

// --- writing ---

size_t fwrite(const void *from, size_t size, size_t count, FILE *stream)
{
    int result = stream_put(stream, from, size * count);
    return stream_end_call(stream, result) == 0 ? count : 0;
}

int fputs(const char *text, FILE *stream)
{
    int result = stream_put(stream, text, strlen(text));
    return stream_end_call(stream, result);
}

int puts(const char *line)
{
    int result = stream_put(stdout, line, strlen(line));
    result |= stream_put(stdout, "\n", 1);
    return stream_end_call(stdout, result);
}

int putc(int byte, FILE *stream)
{
    char text = (char)byte;
    int result = stream_put(stream, &text, 1);
    return stream_end_call(stream, result) == 0 ? (uint8_t)byte : EOF;
}

int putchar(int byte)
{
    return putc(byte, stdout);
}

// --- formatted text ---

struct formatted {
    struct stream *stream;
    int result;
    int total; // bytes
};

static void put_formatted(void *context, const char *text, size_t nbytes)
{
    struct formatted *formatted = context;
    formatted->result |= stream_put(formatted->stream, text, nbytes);
    formatted->total += (int)nbytes;
}

static int print(struct stream *stream, const char *format, va_list arguments)
{
    struct formatted formatted = {.stream = stream};
    format_to(put_formatted, &formatted, format, arguments);
    int result = stream_end_call(stream, formatted.result);
    return result == 0 ? formatted.total : EOF;
}

int printf(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int result = print(stdout, format, arguments);
    va_end(arguments);
    return result;
}

int fprintf(FILE *stream, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int result = print(stream, format, arguments);
    va_end(arguments);
    return result;
}
