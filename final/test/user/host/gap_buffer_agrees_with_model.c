// SPDX-License-Identifier: MIT
// The text of the editor against a plain string: 200,000 random changes, and
// what is read and found after each.
//
// With: user/editor/gap_buffer.c
// Breaks: user/editor/gap_buffer.c: place + text->gap_end - text->gap_start]
//     => place + text->gap_end]
// Breaks: user/editor/gap_buffer.c: text->gap_end -= nbytes; =>
// Breaks: user/editor/gap_buffer.c: text->gap_end = size - behind; =>
// Breaks: user/editor/gap_buffer.c: bytes + size - behind, => bytes + size,
// Breaks: user/editor/gap_buffer.c: (place + i) % length => (place + i)
// Breaks: user/editor/gap_buffer.c: gap_buffer_at(text, place - 1) != '\n'
//     => true

#include "user/editor/gap_buffer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHANGES 200000
#define LONGEST 3000

static struct gap_buffer text;
static char model[LONGEST + 100];
static size_t length;

static void fail(const char *what)
{
    printf("%s\n", what);
    exit(1);
}

static void change(void)
{
    size_t place = (size_t)rand() % (length + 1);
    size_t nbytes = (size_t)rand() % 20;
    if (rand() % 2 == 0 && length + nbytes <= LONGEST) {
        char bytes[20];
        for (size_t i = 0; i < nbytes; i++) {
            bytes[i] = "abcd\n"[rand() % 5];
        }
        if (gap_buffer_insert(&text, place, bytes, nbytes) != 0) {
            fail("there is memory, and nothing was inserted");
        }
        memmove(model + place + nbytes, model + place, length - place);
        memcpy(model + place, bytes, nbytes);
        length += nbytes;
    } else {
        nbytes = nbytes < length - place ? nbytes : length - place;
        gap_buffer_remove(&text, place, nbytes);
        memmove(model + place, model + place + nbytes, length - place - nbytes);
        length -= nbytes;
    }
    model[length] = '\0';
}

static void compare_bytes(void)
{
    for (size_t i = 0; i <= length; i++) {
        if (gap_buffer_at(&text, i) != model[i]) {
            fail("a byte is another one");
        }
    }
}

static void compare_line(void)
{
    size_t place = (size_t)rand() % (length + 1), start = place;
    while (start > 0 && model[start - 1] != '\n') {
        start--;
    }
    if (gap_buffer_line_start(&text, place) != start ||
        gap_buffer_line_end(&text, place) !=
            place + strcspn(model + place, "\n")) {
        fail("a line has other ends");
    }
}

static void compare_search(void)
{
    size_t place = (size_t)rand() % (length + 1);
    char what[4] = {"abcd"[rand() % 4], "abcd"[rand() % 4],
                    "abcd\n"[rand() % 5]};
    const char *found = strstr(model + place, what);
    found = found != NULL ? found : strstr(model, what);
    if (gap_buffer_find(&text, place, what) !=
        (found != NULL ? (size_t)(found - model) : length)) {
        fail("something else is found");
    }
}

int main(void)
{
    srand(1);
    for (int i = 0; i < CHANGES; i++) {
        change();
        if (gap_buffer_length(&text) != length) {
            fail("the length is another one");
        }
        compare_line();
        compare_search();
        if (i % 100 == 0) {
            compare_bytes();
        }
    }
    free(text.bytes);
    return 0;
}
