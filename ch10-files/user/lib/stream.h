// SPDX-License-Identifier: MIT
// user/lib/stream.h - the buffer between a program and a descriptor.
//
// The buffer holds either bytes that were read and that the program has not
// taken yet, or bytes that the program has put and that are not yet written.
// stream_flush() empties it for the change from one to the other.

#pragma once

#include "user/lib/stdio.h"

// How long the bytes of a call stay in the buffer.
enum stream_buffering {
    BUFFERING_UNKNOWN, // the first write finds out
    BUFFERING_FULL,    // until the buffer is full
    BUFFERING_LINE,    // until a call ends that wrote a newline
    BUFFERING_NONE,    // until the call ends
};

struct stream {
    int fd;
    int error;      // errno of the last failure; 0: there was none
    bool is_at_end; // a read has found the end of the file
    enum stream_buffering buffering;
    size_t npending;       // buffer[0 .. npending) is to be written
    size_t next, end;      // buffer[next .. end) is read and not yet taken
    struct stream *behind; // in the list of what fopen() has opened
    char *buffer;          // [STREAM_BUFFER]
};

// The bytes that are read begin behind a free byte, for ungetc().
#define STREAM_START  1
#define STREAM_BUFFER (STREAM_START + BUFSIZ)

// Notes an error, a negative errno: in the stream, and in `errno`. Returns EOF.
int stream_fail(struct stream *stream, long error);

// Makes sure that there is a byte to take. Returns false at the end of the file
// and after an error.
bool stream_fill(struct stream *stream);

// Puts bytes into the buffer, and writes it whenever it is full. Returns EOF if
// that failed, else 0.
int stream_put(struct stream *stream, const char *from, size_t nbytes);

// Ends a call of the library that has put bytes, with this result: writes what
// the buffering does not keep. Returns 0 or EOF.
int stream_end_call(struct stream *stream, int result);

// Writes the pending bytes. Or moves the descriptor's offset back to the first
// byte not yet taken, so that its next reader gets it; a terminal has no
// offset, so its bytes stay in the buffer. Returns 0 or EOF.
int stream_flush(struct stream *stream);
