// SPDX-License-Identifier: MIT
// memory/heap.h - blocks of memory of any size.
//
// All functions may be called anywhere, in interrupt handlers too. The bytes of
// a new block are undefined, but for kcalloc(). A double free, an invalid free
// and a buffer overrun panic and name the calls that allocated and freed the
// block.

#pragma once

#include "memory/allocator.h"

// Returns a block of nbytes, aligned to 16; NULL if there is no memory for it.
// A block of 0 bytes must be freed like any other.
MUST_USE void *kmalloc(size_t nbytes);

// The same, aligned to `alignment`: a power of two, at most PAGE_SIZE.
MUST_USE void *kmalloc_aligned(size_t nbytes, size_t alignment);

// Returns a block of count * nbytes, all zero. NULL also if the product
// overflows.
MUST_USE void *kcalloc(size_t count, size_t nbytes);

// Changes a block's size and returns it, perhaps at another address, aligned to
// 16. Its bytes stay, up to the smaller of the two sizes. With NULL for the
// block, this is kmalloc(). Returns NULL, with the block unchanged, if there is
// no memory for it.
MUST_USE void *krealloc(void *block, size_t nbytes);

// Frees a block. Does nothing if block is NULL.
void kfree(void *block);

// Chooses the allocator by its name on the command line (heap=bump, free-list
// or size-class); else it is size-class. Once, by main.c.
void heap_init(const char *command_line);

// Returns the allocator in use.
const struct allocator *heap_allocator(void);

// Changes the allocator, while no block is in use (else panic).
void heap_use(const struct allocator *allocator);

// From now on kfree() fills a block with a pattern, and a call that takes the
// block panics if the pattern has changed: a use after free. Call it while no
// block is in use (else panic). Each call then walks through the block's bytes.
void heap_poison(void);
