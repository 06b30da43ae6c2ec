// SPDX-License-Identifier: MIT
// memory/bitmap.h - a set of numbers, of which one is found in a few steps.
//
// A bitmap has one bit for each number from 0 up. To find a bit that is set in
// a long bitmap takes long, so there is a second one above it: a bit for each
// word of the first, set while that word is not 0. Above it lies a third, and
// so on up to one that has a single word. With 64 bits a word, four levels do
// for 16 million numbers, and searching means to look at one word of each.
//
// Whoever owns a bitmap guards it: nothing here takes a lock.

#pragma once

#include "base/types.h"

#define BITMAP_LEVELS_MAX 7 // enough for 2^42 numbers

struct bitmap {
    size_t nbits;
    unsigned nlevels;
    uint64_t *level[BITMAP_LEVELS_MAX]; // [0] has the numbers themselves
};

// How many words of memory a bitmap for the numbers below nbits takes. nbits is
// at least 1.
size_t bitmap_nwords(size_t nbits);

// An empty set of numbers below nbits; words holds bitmap_nwords(nbits) and
// belongs to the bitmap from now on.
void bitmap_init(struct bitmap *map, uint64_t *words, size_t nbits);

bool bitmap_has(const struct bitmap *map, size_t number);
void bitmap_add(struct bitmap *map, size_t number);
void bitmap_remove(struct bitmap *map, size_t number);

// The same for all numbers in [start, end), which may be empty.
void bitmap_add_range(struct bitmap *map, size_t start, size_t end);
void bitmap_remove_range(struct bitmap *map, size_t start, size_t end);

// The greatest number; nbits if there is none.
size_t bitmap_last(const struct bitmap *map);

// The least number that is not below start; nbits if there is none.
size_t bitmap_next(const struct bitmap *map, size_t start);

// The least number in [start, end) that is missing; end if they are all there.
size_t bitmap_next_gap(const struct bitmap *map, size_t start, size_t end);

// How many there are. Goes through the whole bitmap.
size_t bitmap_count(const struct bitmap *map);
