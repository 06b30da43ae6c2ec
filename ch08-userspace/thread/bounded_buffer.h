// SPDX-License-Identifier: MIT
// thread/bounded_buffer.h - from those who make things to those who use them.

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

// Waits while it is full, and while it is empty. First put, first taken.
void bounded_buffer_put(struct bounded_buffer *buffer, uintptr_t item);
uintptr_t bounded_buffer_take(struct bounded_buffer *buffer);
