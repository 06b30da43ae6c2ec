// SPDX-License-Identifier: MIT
// The kernel's four mem functions against the host's, on random input.
// Breaks: lib/memory.c: >= n) { => >= 0) {

#if !defined(__x86_64__) && !defined(__i386__)
#include <stdio.h>
int main(void)
{
    puts("skipped: lib/memory.c is written in x86's string instructions");
    return 77;
}
#else

// Renamed, since otherwise they would replace the host's own functions.
#define memcpy  folio_memcpy
#define memmove folio_memmove
#define memset  folio_memset
#define memcmp  folio_memcmp
#include "lib/memory.c"
#undef memcpy
#undef memmove
#undef memset
#undef memcmp
#undef panic

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SIZE  256
#define CASES 200000

static unsigned char ours[SIZE], theirs[SIZE];

static size_t below(size_t limit)
{
    return (size_t)rand() % limit;
}

static int sign(int value)
{
    return (value > 0) - (value < 0);
}

static void fill(void)
{
    for (size_t i = 0; i < SIZE; i++) {
        // Few different bytes, so that memcmp finds long equal runs.
        ours[i] = theirs[i] = (unsigned char)(below(8) == 0 ? rand() : 7);
    }
}

static void require(bool condition, const char *what, size_t to, size_t from,
                    size_t n)
{
    if (!condition) {
        printf("%s differs: to %zu, from %zu, %zu bytes\n", what, to, from, n);
        exit(1);
    }
}

int main(void)
{
    srand(1);
    for (int i = 0; i < CASES; i++) {
        size_t n = below(SIZE + 1);
        size_t to = below(SIZE - n + 1);
        size_t from = below(SIZE - n + 1);
        if (i % 64 == 0) {
            fill();
        }

        require(folio_memmove(ours + to, ours + from, n) == ours + to,
                "memmove's result", to, from, n);
        memmove(theirs + to, theirs + from, n);
        require(memcmp(ours, theirs, SIZE) == 0, "memmove", to, from, n);

        size_t half = n / 2; // two ranges that do not overlap
        folio_memcpy(ours + to, ours + to + half, half);
        memcpy(theirs + to, theirs + to + half, half);
        require(memcmp(ours, theirs, SIZE) == 0, "memcpy", to, to + half, half);

        require(sign(folio_memcmp(ours + to, ours + from, n)) ==
                    sign(memcmp(theirs + to, theirs + from, n)),
                "memcmp", to, from, n);

        if (i % 16 == 0) {
            int byte = rand();
            folio_memset(ours + to, byte, n / 8);
            memset(theirs + to, byte, n / 8);
            require(memcmp(ours, theirs, SIZE) == 0, "memset", to, 0, n / 8);
        }
    }
    printf("%d cases\n", CASES);
    return 0;
}
#endif
