// SPDX-License-Identifier: MIT
// terminal/key_bytes.c - what a key sends to a program.

#include "terminal/key_bytes.h"

#include "base/required.h"
#include "base/string.h"

static const struct {
    uint8_t code;
    const char *bytes;
} named[] = {
    {KEY_UP, "\033[A"},       {KEY_DOWN, "\033[B"},
    {KEY_RIGHT, "\033[C"},    {KEY_LEFT, "\033[D"},
    {KEY_HOME, "\033[H"},     {KEY_END, "\033[F"},
    {KEY_INSERT, "\033[2~"},  {KEY_DELETE, "\033[3~"},
    {KEY_PAGE_UP, "\033[5~"}, {KEY_PAGE_DOWN, "\033[6~"},
    {KEY_F1, "\033OP"},       {KEY_F1 + 1, "\033OQ"},
    {KEY_F1 + 2, "\033OR"},   {KEY_F1 + 3, "\033OS"},
    {KEY_F1 + 4, "\033[15~"}, {KEY_F1 + 5, "\033[17~"},
    {KEY_F1 + 6, "\033[18~"}, {KEY_F1 + 7, "\033[19~"},
    {KEY_F1 + 8, "\033[20~"}, {KEY_F1 + 9, "\033[21~"},
    {KEY_F11, "\033[23~"},    {KEY_F12, "\033[24~"},
};

static size_t character_bytes(const struct key_event *event, char *bytes)
{
    size_t nbytes = 0;
    if (event->modifiers & MODIFIER_ALT) {
        bytes[nbytes++] = '\033';
    }
    bytes[nbytes++] = event->character == '\b' ? '\177' : event->character;
    return nbytes;
}

size_t key_bytes(const struct key_event *event, char bytes[KEY_BYTES_MAX])
{
    if (!event->is_pressed) {
        return 0;
    }
    if (event->character != '\0') {
        return character_bytes(event, bytes);
    }
    for (size_t i = 0; i < ARRAY_LENGTH(named); i++) {
        if (named[i].code == event->code) {
            size_t nbytes = strlen(named[i].bytes);
            memcpy(bytes, named[i].bytes, nbytes);
            return nbytes;
        }
    }
    return 0;
}
