// SPDX-License-Identifier: MIT
// user/lib/malloc.c - a program's heap, in blocks of a power of two.
//
// Each size has a list of free blocks, so that malloc() and free() take the
// same time however many blocks there are. A freed block keeps its size: it is
// never joined with another, and never returned to the kernel. That can cost
// twice the memory; memory/heap.c shows the other way.

#include "base/errno.h"
#include "user/include/errno.h"
#include "user/include/stdlib.h"
#include "user/include/string.h"
#include "user/lib/system.h"

#define SMALLEST 4  // the power of two of the smallest block
#define LARGEST  40 // and of the largest

struct block {
    union {
        size_t order;       // in use: it has room for 1 << order bytes
        struct block *next; // free: the next one of this size
    };
    size_t reserved; // what malloc() returns lies behind, and is aligned
};

#define ALIGNMENT 16 // for every type of C
_Static_assert(sizeof(struct block) == ALIGNMENT, "all blocks are aligned");

static struct block *free_blocks[LARGEST + 1];

// New memory comes from sbrk() in pieces of this size or larger.
#define PIECE 16384
static char *fresh, *fresh_end; // never handed out so far

// The smallest order that has room for nbytes.
static size_t order_of(size_t nbytes)
{
    size_t order = SMALLEST;
    while (order <= LARGEST && ((size_t)1 << order) < nbytes) {
        order++;
    }
    return order;
}

// Takes memory that was never handed out. Returns NULL if there is none.
static struct block *take_fresh(size_t nbytes)
{
    if (nbytes > (size_t)(fresh_end - fresh)) {
        size_t asked = max(nbytes + ALIGNMENT, PIECE);
        char *more = sbrk((intptr_t)asked);
        if (is_error(more)) {
            return NULL;
        }
        if (more != fresh_end) { // the first one, or the program calls sbrk()
            fresh = (char *)align_up((uintptr_t)more, ALIGNMENT);
        }
        fresh_end = more + asked;
    }
    char *block = fresh;
    fresh += nbytes;
    return (struct block *)block;
}

void *malloc(size_t nbytes)
{
    size_t order = order_of(nbytes);
    struct block *block = NULL;
    if (order <= LARGEST) {
        block = free_blocks[order];
        if (block != NULL) {
            free_blocks[order] = block->next;
        } else {
            block = take_fresh(sizeof(*block) + ((size_t)1 << order));
        }
    }
    if (block == NULL) {
        errno = ENOMEM;
        return NULL;
    }
    block->order = order;
    return block + 1;
}

void free(void *memory)
{
    if (memory != NULL) {
        struct block *block = (struct block *)memory - 1;
        struct block **list = &free_blocks[block->order];
        block->next = *list;
        *list = block;
    }
}

void *calloc(size_t count, size_t size)
{
    size_t nbytes;
    if (__builtin_mul_overflow(count, size, &nbytes)) {
        errno = ENOMEM;
        return NULL;
    }
    void *memory = malloc(nbytes);
    return memory != NULL ? memset(memory, 0, nbytes) : NULL;
}

void *realloc(void *memory, size_t nbytes)
{
    if (memory == NULL) {
        return malloc(nbytes);
    }
    size_t room = (size_t)1 << ((struct block *)memory - 1)->order;
    if (nbytes <= room) {
        return memory;
    }
    void *moved = malloc(nbytes);
    if (moved != NULL) {
        memcpy(moved, memory, room);
        free(memory);
    }
    return moved;
}
