// SPDX-License-Identifier: MIT
// malloc(), calloc(), realloc() and free() under random calls: each block keeps
// its bytes, is aligned and overlaps no other, calloc() gives zeros, what does
// not fit is refused with ENOMEM, and freed blocks are used again.
//
// With: user/lib/malloc.c
// Flags: -Dmalloc=folio_malloc -Dcalloc=folio_calloc -Drealloc=folio_realloc
// Flags: -Dfree=folio_free -Derrno=folio_errno
// Breaks: user/lib/malloc.c: ((size_t)1 << order) < nbytes)
//     => ((size_t)1 << order) + 1 < nbytes)
// Breaks: user/lib/malloc.c: ? memset(memory, 0, nbytes) : NULL
//     => ? memory : NULL
// Breaks: user/lib/malloc.c: memcpy(moved, memory, room); =>
// Breaks: user/lib/malloc.c: *list = block; =>
// Breaks: user/lib/malloc.c: free_blocks[order] = block->next; =>
// Breaks: user/lib/malloc.c: align_up((uintptr_t)more, ALIGNMENT) => more

#include "abi/numbers.h"
#include "base/errno.h"
#include "user/include/stdlib.h"

#undef malloc
#undef calloc
#undef realloc
#undef free
#undef errno
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HEAP   (8 << 20)
#define BLOCKS 500
#define CALLS  300000

int folio_errno;
static char heap[HEAP];
static size_t used = 5; // no multiple of 16

long system_call6(long number, long nbytes, long b, long c, long d, long e,
                  long f)
{
    (void)b, (void)c, (void)d, (void)e, (void)f;
    if (number != SYS_sbrk || (size_t)nbytes > HEAP - used) {
        return -ENOMEM;
    }
    used += (size_t)nbytes;
    return (long)(heap + used - (size_t)nbytes);
}

static struct {
    unsigned char *start;
    size_t nbytes;
    unsigned char fill;
} blocks[BLOCKS];

static void fail(const char *what)
{
    puts(what);
    exit(1);
}

static void expect_bytes(int i, size_t nbytes)
{
    for (size_t j = 0; j < nbytes; j++) {
        if (blocks[i].start[j] != blocks[i].fill) {
            fail("a block has lost its bytes");
        }
    }
}

// Takes what a call has returned for block i.
static void take(int i, void *memory, size_t nbytes)
{
    if (memory == NULL) {
        fail("there is memory, and none was given");
    }
    if ((uintptr_t)memory % 16 != 0) {
        fail("a block is not aligned");
    }
    blocks[i].start = memory;
    blocks[i].nbytes = nbytes;
    blocks[i].fill = (unsigned char)(1 + rand() % 255);
    memset(memory, blocks[i].fill, nbytes);
}

static size_t random_size(void)
{
    return (size_t)rand() % (rand() % 20 == 0 ? 5000 : 100);
}

static void call_randomly(int i)
{
    size_t nbytes = random_size();
    if (blocks[i].start == NULL && rand() % 2 == 0) {
        take(i, folio_malloc(nbytes), nbytes);
    } else if (blocks[i].start == NULL) {
        unsigned char *memory = folio_calloc(1 + nbytes / 7, 7);
        nbytes = memory == NULL ? 0 : 7 * (1 + nbytes / 7);
        for (size_t j = 0; j < nbytes; j++) {
            if (memory[j] != 0) {
                fail("calloc() gives a byte that is not 0");
            }
        }
        take(i, memory, nbytes);
    } else if (rand() % 2 == 0) {
        expect_bytes(i, blocks[i].nbytes);
        size_t kept = nbytes < blocks[i].nbytes ? nbytes : blocks[i].nbytes;
        blocks[i].start = folio_realloc(blocks[i].start, nbytes);
        if (blocks[i].start != NULL) {
            expect_bytes(i, kept);
        }
        take(i, blocks[i].start, nbytes);
    } else {
        expect_bytes(i, blocks[i].nbytes);
        folio_free(blocks[i].start);
        blocks[i].start = NULL;
    }
}

static void expect_refused(void *memory)
{
    if (memory != NULL || folio_errno != ENOMEM) {
        fail("what does not fit is not refused with ENOMEM");
    }
    folio_errno = 0;
}

int main(void)
{
    srand(1);
    folio_free(NULL);
    for (int i = 0; i < CALLS; i++) {
        call_randomly(rand() % BLOCKS);
    }
    if (used > HEAP / 2) {
        fail("freed blocks are not used again");
    }
    int i = 0;
    take(i, folio_realloc(NULL, 100), 100);
    volatile size_t huge = SIZE_MAX;
    expect_refused(folio_malloc(HEAP));
    expect_refused(folio_malloc(huge));
    expect_refused(folio_malloc(huge / 2));
    expect_refused(folio_calloc(huge / 2, 3));
    expect_refused(folio_realloc(blocks[i].start, HEAP));
    expect_bytes(i, 100);
    return 0;
}
