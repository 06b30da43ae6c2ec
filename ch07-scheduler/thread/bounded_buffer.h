// SPDX-License-Identifier: MIT
// thread/bounded_buffer.h - a queue of limited size between threads.

#pragma once

#include "thread/condition.h"

#define BOUNDED_BUFFER_SIZE 16

struct bounded_buffer {
    struct mutex mutex;
    struct condition not_full, not_empty;
    size_t nput, ntaken;                  // [mutex]
    uintptr_t items[BOUNDED_BUFFER_SIZE]; // [mutex]
};

void bounded_buffer_init(struct bounded_buffer *buffer, const char *name);

// Adds an item, or waits while the buffer is full; takes the oldest item, or
// waits while the buffer is empty.
void bounded_buffer_put(struct bounded_buffer *buffer, uintptr_t item);
uintptr_t bounded_buffer_take(struct bounded_buffer *buffer);
