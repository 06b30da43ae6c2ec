// SPDX-License-Identifier: MIT
// memory/bitmap.c against an array with a byte for each number, on random
// operations. The words lie in a block of exactly their size, so that the
// sanitizer sees any step beyond it.
// With: memory/bitmap.c
// Breaks: memory/bitmap.c: - (end - 1) % WORD_BITS); => - end % WORD_BITS);
// Breaks: memory/bitmap.c: words[first] != 0 ? first + 1 : first; => first;
// Breaks: memory/bitmap.c: words[last] != 0 ? last : last + 1; => last + 1;
// Breaks: memory/bitmap.c: number / WORD_BITS + 1; => number / WORD_BITS;

#include "memory/bitmap.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void(panic)(const char *where, const char *format, ...)
{
    printf("panic at %s: %s\n", where, format);
    exit(1);
}

static bool *plain;
static size_t nbits;

static size_t below(size_t limit)
{
    return (size_t)(((uint64_t)rand() << 31 | (uint64_t)rand()) % limit);
}

static void require(const char *what, size_t found, size_t expected)
{
    if (found != expected) {
        printf("%s of %zu bits: %zu, and not %zu\n", what, nbits, found,
               expected);
        exit(1);
    }
}

static size_t plain_next(size_t start, bool wanted, size_t end)
{
    while (start < end && plain[start] != wanted) {
        start++;
    }
    return start < end ? start : end;
}

static size_t plain_last(void)
{
    for (size_t number = nbits; number-- > 0;) {
        if (plain[number]) {
            return number;
        }
    }
    return nbits;
}

static void change(struct bitmap *map)
{
    size_t number = below(nbits);
    size_t start = below(nbits + 1), end = start + below(nbits + 1 - start);
    switch (below(8)) {
    case 0:
        bitmap_add_range(map, start, end);
        memset(plain + start, true, end - start);
        break;
    case 1:
        bitmap_remove_range(map, start, end);
        memset(plain + start, false, end - start);
        break;
    case 2:
    case 3:
        bitmap_add(map, number);
        plain[number] = true;
        break;
    default: // more often, or it is never empty
        bitmap_remove(map, number);
        plain[number] = false;
    }
}

static void compare(const struct bitmap *map)
{
    size_t start = below(nbits + 70), end = below(nbits + 1);
    require("last", bitmap_last(map), plain_last());
    require("next", bitmap_next(map, start),
            start < nbits ? plain_next(start, true, nbits) : nbits);
    start = below(end + 1);
    require("gap", bitmap_next_gap(map, start, end),
            plain_next(start, false, end));
    start = below(nbits + 70);
    require("has", bitmap_has(map, start), start < nbits && plain[start]);
}

static void try_size(size_t size)
{
    struct bitmap map;
    nbits = size;
    plain = calloc(nbits, sizeof(*plain));
    uint64_t *words = malloc(bitmap_nwords(nbits) * sizeof(*words));
    memset(words, 0xFF, bitmap_nwords(nbits) * sizeof(*words));
    bitmap_init(&map, words, nbits);
    for (int i = 0; i < 400; i++) {
        compare(&map);
        change(&map);
    }
    free(words);
    free(plain);
}

int main(void)
{
    srand(1);
    for (size_t size = 1; size < 300; size++) {
        try_size(size);
    }
    for (int i = 0; i < 30; i++) {
        try_size(4000 + below(200));
    }
    try_size(64 * 64 * 64 + 1);
    return 0;
}
