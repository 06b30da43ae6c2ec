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

// Returns a block of count * nbytes, all zero. NULL also if the product
// overflows.
MUST_USE void *kcalloc(size_t count, size_t nbytes);

// Frees a block. Does nothing if block is NULL.
void kfree(void *block);

// Once, by main.c.
void heap_init(void);

// From now on kfree() fills a block with a pattern, and a call that takes the
// block panics if the pattern has changed: a use after free. Call it while no
// block is in use (else panic). Each call then walks through the block's bytes.
void heap_poison(void);
