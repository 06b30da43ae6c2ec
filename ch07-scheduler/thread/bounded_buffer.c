// SPDX-License-Identifier: MIT
// thread/bounded_buffer.c - a queue of limited size between threads.

#include "thread/bounded_buffer.h"

void bounded_buffer_init(struct bounded_buffer *buffer, const char *name)
{
    *buffer = (struct bounded_buffer){0};
    mutex_init(&buffer->mutex, name);
    condition_init(&buffer->not_full, name);
    condition_init(&buffer->not_empty, name);
}

void bounded_buffer_put(struct bounded_buffer *buffer, uintptr_t item)
{
    mutex_lock(&buffer->mutex);
    while (buffer->nput - buffer->ntaken == BOUNDED_BUFFER_SIZE) {
        condition_wait(&buffer->not_full, &buffer->mutex);
    }
    buffer->items[buffer->nput++ % BOUNDED_BUFFER_SIZE] = item;
    condition_signal(&buffer->not_empty);
    mutex_unlock(&buffer->mutex);
}

uintptr_t bounded_buffer_take(struct bounded_buffer *buffer)
{
    mutex_lock(&buffer->mutex);
    while (buffer->nput == buffer->ntaken) {
        condition_wait(&buffer->not_empty, &buffer->mutex);
    }
    uintptr_t item = buffer->items[buffer->ntaken++ % BOUNDED_BUFFER_SIZE];
    condition_signal(&buffer->not_full);
    mutex_unlock(&buffer->mutex);
    return item;
}
