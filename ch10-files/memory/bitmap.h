// SPDX-License-Identifier: MIT
// memory/bitmap.h - a set of numbers that is fast to search.
//
// Level 0 has one bit for each number from 0 up. Searching a long bitmap word
// by word is slow, so level 1 has one bit for each word of level 0, set while
// that word is not 0. Level 2 summarizes level 1 in the same way, and so on up
// to a level of a single word. With 64 bits per word, four levels hold 16
// million numbers, and a search reads one word, or two, of each level.
//
// These functions take no lock: the bitmap's owner does.

#pragma once

#include "base/types.h"

#define BITMAP_LEVELS_MAX 7 // enough for 2^42 numbers

struct bitmap {
    size_t nbits;
    unsigned nlevels;
    uint64_t *level[BITMAP_LEVELS_MAX]; // [0] has the numbers themselves
};

// Returns the number of words that a bitmap for the numbers below nbits needs,
// all levels together. nbits is at least 1.
size_t bitmap_nwords(size_t nbits);

// Makes an empty set of numbers below nbits. The bitmap keeps `words`, an array
// of bitmap_nwords(nbits).
void bitmap_init(struct bitmap *map, uint64_t *words, size_t nbits);

// Is the number in the set? A number >= nbits never is.
bool bitmap_has(const struct bitmap *map, size_t number);

// Adds a number below nbits (else panic), if it is not in the set yet.
void bitmap_add(struct bitmap *map, size_t number);

// Removes a number below nbits (else panic), if it is in the set.
void bitmap_remove(struct bitmap *map, size_t number);

// The same for all numbers in [start, end), which may be empty.
void bitmap_add_range(struct bitmap *map, size_t start, size_t end);
void bitmap_remove_range(struct bitmap *map, size_t start, size_t end);

// Returns the greatest number in the set; nbits if the set is empty.
size_t bitmap_last(const struct bitmap *map);

// Returns the least number >= start in the set; nbits if there is none.
size_t bitmap_next(const struct bitmap *map, size_t start);

// Returns the least number in [start, end) that is not in the set, else end.
size_t bitmap_next_gap(const struct bitmap *map, size_t start, size_t end);
