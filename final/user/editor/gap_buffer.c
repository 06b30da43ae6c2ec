// SPDX-License-Identifier: MIT
// user/editor/gap_buffer.c - a text that is edited at one place.

#include "user/editor/gap_buffer.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define LEAST_GAP 256

size_t gap_buffer_length(const struct gap_buffer *text)
{
    return text->size - (text->gap_end - text->gap_start);
}

char gap_buffer_at(const struct gap_buffer *text, size_t place)
{
    if (place >= gap_buffer_length(text)) {
        return '\0';
    }
    bool is_before = place < text->gap_start;
    return text
        ->bytes[is_before ? place : place + text->gap_end - text->gap_start];
}

// Moves the bytes between the gap and the place to the gap's other side.
static void move_gap(struct gap_buffer *text, size_t place)
{
    if (place < text->gap_start) {
        size_t nbytes = text->gap_start - place;
        memmove(text->bytes + text->gap_end - nbytes, text->bytes + place,
                nbytes);
        text->gap_end -= nbytes;
        text->gap_start -= nbytes;
    } else if (place > text->gap_start) {
        size_t nbytes = place - text->gap_start;
        memmove(text->bytes + text->gap_start, text->bytes + text->gap_end,
                nbytes);
        text->gap_end += nbytes;
        text->gap_start += nbytes;
    }
}

// Makes the gap larger than nbytes.
static int grow(struct gap_buffer *text, size_t nbytes)
{
    size_t behind = text->size - text->gap_end;
    size_t size = 2 * text->size + nbytes + LEAST_GAP;
    char *bytes = realloc(text->bytes, size);
    if (bytes == NULL) {
        return -ENOMEM;
    }
    memmove(bytes + size - behind, bytes + text->gap_end, behind);
    text->bytes = bytes;
    text->size = size;
    text->gap_end = size - behind;
    return 0;
}

int gap_buffer_insert(struct gap_buffer *text, size_t place, const char *bytes,
                      size_t nbytes)
{
    if (text->gap_end - text->gap_start < nbytes && grow(text, nbytes) != 0) {
        return -ENOMEM;
    }
    move_gap(text, place);
    memcpy(text->bytes + text->gap_start, bytes, nbytes);
    text->gap_start += nbytes;
    return 0;
}

void gap_buffer_remove(struct gap_buffer *text, size_t place, size_t nbytes)
{
    move_gap(text, place);
    text->gap_end += nbytes;
}

size_t gap_buffer_line_start(const struct gap_buffer *text, size_t place)
{
    while (place > 0 && gap_buffer_at(text, place - 1) != '\n') {
        place--;
    }
    return place;
}

size_t gap_buffer_line_end(const struct gap_buffer *text, size_t place)
{
    size_t length = gap_buffer_length(text);
    while (place < length && gap_buffer_at(text, place) != '\n') {
        place++;
    }
    return place;
}

static bool is_at(const struct gap_buffer *text, size_t place, const char *what)
{
    for (size_t i = 0; what[i] != '\0'; i++) {
        if (place + i >= gap_buffer_length(text) ||
            gap_buffer_at(text, place + i) != what[i]) {
            return false;
        }
    }
    return true;
}

size_t gap_buffer_find(const struct gap_buffer *text, size_t place,
                       const char *what)
{
    size_t length = gap_buffer_length(text);
    for (size_t i = 0; i < length; i++) {
        size_t candidate = (place + i) % length;
        if (is_at(text, candidate, what)) {
            return candidate;
        }
    }
    return length;
}
