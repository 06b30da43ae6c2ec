// SPDX-License-Identifier: MIT
// terminal/input.c - what is typed, and not yet read.

#include "terminal/input.h"

// An entry of the ring: a byte, and these.
#define ENDS_LINE   0x100 // a read ends behind it
#define END_OF_FILE 0x200 // there is no byte: a read of 0 bytes

static uint16_t *entry_at(struct input *input, unsigned number)
{
    return &input->entries[number % INPUT_MAX];
}

static bool has_room(const struct input *input, size_t nentries)
{
    return nentries <= INPUT_MAX - (input->nwritten - input->nread);
}

static void add(struct input *input, uint16_t entry)
{
    if (has_room(input, 1)) {
        *entry_at(input, input->nwritten++) = entry;
    } else {
        input->nlost++;
    }
}

void input_add(struct input *input, char byte)
{
    add(input, (uint8_t)byte);
}

void input_add_line(struct input *input, const char *text, size_t nbytes)
{
    if (nbytes == 0) {
        add(input, END_OF_FILE);
    } else if (!has_room(input, nbytes)) {
        input->nlost += nbytes;
    } else {
        for (size_t i = 0; i < nbytes; i++) {
            *entry_at(input, input->nwritten++) = (uint8_t)text[i];
        }
        *entry_at(input, input->nwritten - 1) |= ENDS_LINE;
    }
}

void input_drop(struct input *input)
{
    input->nread = input->nwritten;
}

bool input_is_empty(const struct input *input)
{
    return input->nread == input->nwritten;
}

size_t input_take(struct input *input, char *to, size_t size)
{
    size_t nbytes = 0;
    uint16_t entry = 0;
    while (nbytes < size && !input_is_empty(input) && !(entry & ENDS_LINE)) {
        entry = *entry_at(input, input->nread++);
        if (entry & END_OF_FILE) {
            input->nread -= nbytes > 0; // it is left for a read of its own
            break;
        }
        to[nbytes++] = (char)entry;
    }
    return nbytes;
}
