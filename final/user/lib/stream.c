// SPDX-License-Identifier: MIT
// user/lib/stream.c - the buffer between a program and a descriptor.
//
// A system call costs more than a hundred bytes copied: so bytes are collected
// here, and are read and written by the bufferful.

#include "user/lib/stream.h"

#include "user/include/errno.h"
#include "user/include/stdlib.h"
#include "user/include/string.h"
#include "user/lib/exit.h"
#include "user/lib/system.h"

#define STREAM(descriptor, how, place)                             \
    {                                                              \
        .fd = (descriptor), .buffering = (how), .buffer = (place), \
        .next = STREAM_START, .end = STREAM_START                  \
    }

static char buffers[3][STREAM_BUFFER];
static struct stream standard[] = {
    STREAM(0, BUFFERING_UNKNOWN, buffers[0]),
    STREAM(1, BUFFERING_UNKNOWN, buffers[1]),
    STREAM(2, BUFFERING_NONE, buffers[2]),
};

FILE *const stdin = &standard[0];
FILE *const stdout = &standard[1];
FILE *const stderr = &standard[2];

static struct stream *opened; // by fopen()

int stream_fail(struct stream *stream, long error)
{
    stream->error = (int)-error;
    errno = (int)-error;
    return EOF;
}

static int flush_all(void)
{
    int result = 0;
    for (size_t i = 0; i < ARRAY_LENGTH(standard); i++) {
        result |= stream_flush(&standard[i]);
    }
    for (struct stream *stream = opened; stream; stream = stream->behind) {
        result |= stream_flush(stream);
    }
    return result;
}

// --- reading ---

bool stream_fill(struct stream *stream)
{
    if (stream->next < stream->end) {
        return true;
    }
    // Text on the terminal, perhaps a question, is shown before input is read.
    if (stdout->buffering == BUFFERING_LINE) {
        stream_flush(stdout);
    }
    if (stream_flush(stream) != 0 || stream->is_at_end) {
        return false;
    }
    exit_flush = flush_all;
    long nbytes = read(stream->fd, stream->buffer + STREAM_START, BUFSIZ);
    stream->next = STREAM_START;
    stream->end = STREAM_START + (nbytes > 0 ? (size_t)nbytes : 0);
    stream->is_at_end = nbytes == 0;
    if (nbytes < 0) {
        stream_fail(stream, nbytes);
    }
    return nbytes > 0;
}

// --- writing ---

static int write_pending(struct stream *stream)
{
    size_t done = 0;
    while (done < stream->npending) {
        long nbytes =
            write(stream->fd, stream->buffer + done, stream->npending - done);
        if (nbytes < 0) {
            stream->npending = 0;
            return stream_fail(stream, nbytes);
        }
        done += (size_t)nbytes;
    }
    stream->npending = 0;
    return 0;
}

static enum stream_buffering find_buffering(int fd)
{
    struct termios settings;
    bool is_terminal = ioctl(fd, TCGETS, &settings) == 0;
    return is_terminal ? BUFFERING_LINE : BUFFERING_FULL;
}

int stream_put(struct stream *stream, const char *from, size_t nbytes)
{
    int result = 0;
    if (stream->buffering == BUFFERING_UNKNOWN) {
        stream->buffering = find_buffering(stream->fd);
    }
    if (stream->npending == 0) {
        stream_flush(stream); // unread bytes; a terminal's are dropped
        stream->next = stream->end = STREAM_START;
        exit_flush = flush_all;
    }
    while (nbytes > 0) {
        if (stream->npending == BUFSIZ) {
            result |= write_pending(stream);
        }
        size_t fits = min(nbytes, BUFSIZ - stream->npending);
        memcpy(stream->buffer + stream->npending, from, fits);
        stream->npending += fits;
        from += fits;
        nbytes -= fits;
    }
    return result;
}

int stream_end_call(struct stream *stream, int result)
{
    if (stream->buffering == BUFFERING_NONE ||
        (stream->buffering == BUFFERING_LINE &&
         memchr(stream->buffer, '\n', stream->npending) != NULL)) {
        result |= write_pending(stream);
    }
    return result;
}

// --- both ---

int stream_flush(struct stream *stream)
{
    if (stream->npending > 0) {
        return write_pending(stream);
    }
    int64_t untaken = (int64_t)(stream->end - stream->next);
    if (untaken > 0 && lseek(stream->fd, -untaken, SEEK_CUR) >= 0) {
        stream->next = stream->end = STREAM_START;
    }
    return 0;
}

int fflush(FILE *stream)
{
    return stream != NULL ? stream_flush(stream) : flush_all();
}

// --- opening and closing ---

// The flags for open(); negative: there is no such mode.
static int flags_of(const char *mode)
{
    bool has_plus = strchr(mode, '+') != NULL;
    switch (mode[0]) {
    case 'r': return has_plus ? O_RDWR : O_RDONLY;
    case 'w': return (has_plus ? O_RDWR : O_WRONLY) | O_CREAT | O_TRUNC;
    case 'a': return (has_plus ? O_RDWR : O_WRONLY) | O_CREAT | O_APPEND;
    default: return -EINVAL;
    }
}

FILE *fopen(const char *path, const char *mode)
{
    struct stream *stream = malloc(sizeof(*stream) + STREAM_BUFFER);
    if (stream == NULL) {
        return NULL;
    }
    int flags = flags_of(mode);
    int fd = flags >= 0 ? open(path, flags, 0666) : flags;
    if (fd < 0) {
        free(stream);
        errno = -fd;
        return NULL;
    }
    *stream = (struct stream)STREAM(fd, BUFFERING_UNKNOWN, (char *)&stream[1]);
    if (flags & O_APPEND) {
        lseek(fd, 0, SEEK_END); // so that ftell() tells the end
    }
    stream->behind = opened;
    opened = stream;
    return stream;
}

int fclose(FILE *stream)
{
    int result = stream_flush(stream);
    int error = close(stream->fd);
    if (error != 0) {
        result = stream_fail(stream, error);
    }
    for (struct stream **at = &opened; *at != NULL; at = &(*at)->behind) {
        if (*at == stream) {
            *at = stream->behind;
            free(stream);
            break;
        }
    }
    return result;
}

// --- the place in the file ---

int fseek(FILE *stream, long offset, int whence)
{
    if (stream_flush(stream) != 0) {
        return -1;
    }
    int64_t place = lseek(stream->fd, offset, whence);
    if (place < 0) {
        return stream_fail(stream, place);
    }
    stream->next = stream->end = STREAM_START;
    stream->is_at_end = false;
    return 0;
}

long ftell(FILE *stream)
{
    if (stream_flush(stream) != 0) {
        return -1;
    }
    int64_t place = lseek(stream->fd, 0, SEEK_CUR);
    return place < 0 ? stream_fail(stream, place) : place;
}
