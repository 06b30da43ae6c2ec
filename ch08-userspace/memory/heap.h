// SPDX-License-Identifier: MIT
// memory/heap.h - memory for as many bytes as one likes, for as long.
//
// All of these may be called anywhere, in interrupt handlers too. What is taken
// holds whatever it held, unless it says otherwise. Every block remembers who
// took it; a block that is given back twice or was never one, or past whose end
// somebody has written, is a panic that names the calls.

#pragma once

#include "memory/allocator.h"

// A block of nbytes, on a boundary of 16, or NULL if there is no memory for it.
// One of 0 bytes is a block like any other, but for its bytes.
MUST_USE void *kmalloc(size_t nbytes);

// The same on a boundary of `alignment`: a power of two, at most PAGE_SIZE.
MUST_USE void *kmalloc_aligned(size_t nbytes, size_t alignment);

// The same for count * nbytes, all zero. NULL also if that is no number.
MUST_USE void *kcalloc(size_t count, size_t nbytes);

// The block with another number of bytes, perhaps elsewhere; what it held is in
// it, up to the smaller of the two; its boundary is one of 16. NULL for the
// block: kmalloc(). If there is no memory, NULL, and the block stays what it
// was.
MUST_USE void *krealloc(void *block, size_t nbytes);

// Gives a block back. NULL is none, and is let pass.
void kfree(void *block);

// Chooses the allocator by its name on the command line (heap=bump, free-list
// or size-class), or takes the usual one. Once, by main.c.
void heap_init(const char *command_line);

// Which one it is; and to change it, while no block is in use (else panic).
const struct allocator *heap_allocator(void);
void heap_use(const struct allocator *allocator);

// From now on what is given back is filled with a pattern, and kmalloc() panics
// if it finds it changed. While no block is in use (else panic). For those who
// look for such a bug; it costs much.
void heap_poison(void);
