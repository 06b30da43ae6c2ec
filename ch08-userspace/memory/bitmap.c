// SPDX-License-Identifier: MIT
// memory/bitmap.c - a set of numbers, of which one is found in a few steps.

#include "memory/bitmap.h"

#include "base/required.h"
#include "lib/panic.h"

#define WORD_BITS 64

static size_t words_for(size_t nbits)
{
    return (nbits + WORD_BITS - 1) / WORD_BITS;
}

static uint64_t bit(size_t number)
{
    return UINT64_C(1) << number % WORD_BITS;
}

size_t bitmap_nwords(size_t nbits)
{
    size_t total = 0;
    do {
        nbits = words_for(nbits);
        total += nbits;
    } while (nbits > 1);
    return total;
}

void bitmap_init(struct bitmap *map, uint64_t *words, size_t nbits)
{
    memset(words, 0, bitmap_nwords(nbits) * sizeof(*words));
    *map = (struct bitmap){.nbits = nbits};
    size_t nwords = nbits;
    do {
        KASSERT(map->nlevels < BITMAP_LEVELS_MAX);
        nwords = words_for(nwords);
        map->level[map->nlevels++] = words;
        words += nwords;
    } while (nwords > 1);
}

bool bitmap_has(const struct bitmap *map, size_t number)
{
    return number < map->nbits &&
           map->level[0][number / WORD_BITS] & bit(number);
}

void bitmap_add(struct bitmap *map, size_t number)
{
    KASSERT(number < map->nbits);
    for (unsigned level = 0; level < map->nlevels; level++) {
        uint64_t *word = &map->level[level][number / WORD_BITS];
        bool was_empty = *word == 0;
        *word |= bit(number);
        if (!was_empty) {
            return; // the level above knows of this word already
        }
        number /= WORD_BITS;
    }
}

void bitmap_remove(struct bitmap *map, size_t number)
{
    KASSERT(number < map->nbits);
    for (unsigned level = 0; level < map->nlevels; level++) {
        uint64_t *word = &map->level[level][number / WORD_BITS];
        *word &= ~bit(number);
        if (*word != 0) {
            return;
        }
        number /= WORD_BITS;
    }
}

// The bits from start on, but not from end on, that lie in word number i.
static uint64_t bits_in_word(size_t i, size_t start, size_t end)
{
    size_t first = i * WORD_BITS;
    uint64_t bits = ~UINT64_C(0);
    if (start > first) {
        bits &= ~UINT64_C(0) << (start - first);
    }
    if (end < first + WORD_BITS) {
        bits &= ~(~UINT64_C(0) << (end - first));
    }
    return bits;
}

// Words of the lowest level have changed: those that hold the bits in
// [start, end). Each level above is set right from the one below it.
static void update_levels_above(struct bitmap *map, size_t start, size_t end)
{
    for (unsigned level = 1; level < map->nlevels; level++) {
        start /= WORD_BITS;
        end = words_for(end);
        for (size_t i = start; i < end; i++) {
            uint64_t *word = &map->level[level][i / WORD_BITS];
            if (map->level[level - 1][i] != 0) {
                *word |= bit(i);
            } else {
                *word &= ~bit(i);
            }
        }
    }
}

void bitmap_add_range(struct bitmap *map, size_t start, size_t end)
{
    KASSERT(end <= map->nbits);
    if (start >= end) {
        return;
    }
    for (size_t i = start / WORD_BITS; i < words_for(end); i++) {
        map->level[0][i] |= bits_in_word(i, start, end);
    }
    update_levels_above(map, start, end);
}

void bitmap_remove_range(struct bitmap *map, size_t start, size_t end)
{
    KASSERT(end <= map->nbits);
    if (start >= end) {
        return;
    }
    for (size_t i = start / WORD_BITS; i < words_for(end); i++) {
        map->level[0][i] &= ~bits_in_word(i, start, end);
    }
    update_levels_above(map, start, end);
}

// __builtin_ctzll counts the zero bits below the lowest one that is set, and
// __builtin_clzll those above the highest: an instruction each. Neither may be
// asked about 0.

size_t bitmap_last(const struct bitmap *map)
{
    unsigned level = map->nlevels - 1;
    size_t number = 0;
    if (map->level[level][0] == 0) {
        return map->nbits;
    }
    for (;;) {
        uint64_t word = map->level[level][number];
        number =
            number * WORD_BITS + WORD_BITS - 1 - (size_t)__builtin_clzll(word);
        if (level-- == 0) {
            return number;
        }
    }
}

size_t bitmap_next(const struct bitmap *map, size_t start)
{
    // Upward, until a word has something at or behind the place ...
    size_t number = start, end = map->nbits;
    uint64_t word;
    unsigned level = 0;
    for (;; level++) {
        if (level == map->nlevels || number >= end) {
            return map->nbits;
        }
        word = map->level[level][number / WORD_BITS];
        word &= ~UINT64_C(0) << number % WORD_BITS;
        if (word != 0) {
            break;
        }
        number = number / WORD_BITS + 1;
        end = words_for(end);
    }
    // ... and down again, to the first bit of each word.
    for (;;) {
        number = align_down(number, WORD_BITS) + (size_t)__builtin_ctzll(word);
        if (level-- == 0) {
            return number;
        }
        word = map->level[level][number];
        number *= WORD_BITS;
    }
}

size_t bitmap_next_gap(const struct bitmap *map, size_t start, size_t end)
{
    KASSERT(end <= map->nbits);
    while (start < end) {
        uint64_t missing = ~map->level[0][start / WORD_BITS];
        missing &= ~UINT64_C(0) << start % WORD_BITS;
        if (missing != 0) {
            size_t gap =
                align_down(start, WORD_BITS) + (size_t)__builtin_ctzll(missing);
            return gap < end ? gap : end;
        }
        start = align_down(start, WORD_BITS) + WORD_BITS;
    }
    return end;
}

size_t bitmap_count(const struct bitmap *map)
{
    size_t count = 0;
    for (size_t i = 0; i < words_for(map->nbits); i++) {
        uint64_t word = map->level[0][i];
        if (word == ~UINT64_C(0)) {
            count += WORD_BITS;
            continue;
        }
        for (; word != 0; word &= word - 1) { // without its lowest bit
            count++;
        }
    }
    return count;
}
