// SPDX-License-Identifier: MIT
// memory/heap.c on random calls. A list says
// what must be in each block; at times only a few frames are left. At the end
// every frame is free. Then bugs of callers, each of which must be noticed.
// With: memory/heap.c memory/size_class.c
// With: memory/slab.c base/string.c
// Flags: -include test/memory/host/host_machine.h
// Breaks: memory/slab.c: slab->free = block->next; =>
// Breaks: memory/heap.c: header->state != state_for(IN_USE, memory) => false

#include "memory/heap.h"
#include "test/memory/host/host_frames.h"

#include <string.h>

#define NSLOTS 700
#define NSTEPS 60000

static struct slot {
    uint8_t *memory; // NULL: empty
    size_t nbytes;
    uint8_t mark; // what is in all of its bytes
} slots[NSLOTS];

static size_t below(size_t limit)
{
    return (size_t)rand() % limit;
}

static void fail(const char *what)
{
    puts(what);
    exit(1);
}

static size_t random_size(void)
{
    switch (below(10)) {
    case 0: return below(20000);
    case 1: return 0;
    default: return below((size_t)16 << below(9));
    }
}

static void check(const struct slot *slot, size_t nbytes)
{
    for (size_t i = 0; i < nbytes; i++) {
        if (slot->memory[i] != slot->mark) {
            fail("a block holds what its owner did not write");
        }
    }
}

static void fill(struct slot *slot, void *memory, size_t nbytes)
{
    slot->memory = memory;
    slot->nbytes = nbytes;
    slot->mark = (uint8_t)rand();
    memset(memory, slot->mark, nbytes);
}

static void take(struct slot *slot)
{
    size_t nbytes = random_size();
    uint8_t *memory;
    if (below(4) == 0) {
        memory = kcalloc(nbytes / 4, 4);
        nbytes = nbytes / 4 * 4;
        for (size_t i = 0; memory != NULL && i < nbytes; i++) {
            if (memory[i] != 0) {
                fail("kcalloc() gave what was not zero");
            }
        }
    } else {
        memory = kmalloc(nbytes);
    }
    if (memory == NULL) {
        return;
    }
    if (!is_aligned((uintptr_t)memory, BLOCK_ALIGNMENT)) {
        fail("a block is not aligned");
    }
    fill(slot, memory, nbytes);
}

static void put_back(struct slot *slot)
{
    check(slot, slot->nbytes);
    kfree(slot->memory);
    slot->memory = NULL;
}

static void use(void)
{
    size_t before = nframes_left;
    for (int step = 0; step < NSTEPS; step++) {
        struct slot *slot = &slots[below(NSLOTS)];
        size_t hidden =
            below(8) == 0 ? nframes_left - below(min(nframes_left, 4) + 1) : 0;
        nframes_left -= hidden;
        if (slot->memory == NULL) {
            take(slot);
        } else {
            put_back(slot);
        }
        nframes_left += hidden;
        if (step % 2000 == 0) {
            size_class_trim();
        }
    }
    struct allocator_usage usage;
    for (size_t i = 0; i < NSLOTS; i++) {
        if (slots[i].memory != NULL) {
            put_back(&slots[i]);
        }
    }
    size_class_measure(&usage);
    if (usage.nblocks != 0) {
        fail("blocks are in use that are none");
    }
    size_class_trim();
    if (nframes_left != before) {
        fail("frames are lost");
    }
}

// One block keeps its bytes while many others are allocated and freed.
static void one_stays(void)
{
    struct slot stays = {0};
    fill(&stays, kmalloc(50), 50);
    for (size_t i = 0; i < 100; i++) {
        struct slot goes = {0};
        fill(&goes, kmalloc(i), i);
        kfree(goes.memory);
    }
    put_back(&stays);
}

static void must_fail(void)
{
    if (kmalloc(SIZE_MAX) != NULL || kmalloc(UINT32_MAX) != NULL ||
        kcalloc(SIZE_MAX / 2, 3) != NULL ||
        kcalloc((size_t)1 << 32, (size_t)1 << 32) != NULL) {
        fail("there is memory for more than there are addresses");
    }
    void *block = kmalloc(10), *empty = kmalloc(0), *other = kmalloc(0);
    if (empty == NULL || empty == other) {
        fail("a size that is none");
    }
    kfree(NULL);
    kfree(block);
    kfree(empty);
    kfree(other);
}

// --- the bugs of callers ---

static uint8_t *volatile block;

static void free_twice(void)
{
    kfree(block);
    kfree(block);
}

static void free_joined_block_twice(void)
{
    void *first = kmalloc(100), *second = kmalloc(100);
    kfree(first);
    kfree(second);
    kfree(second);
}

static void free_middle(void)
{
    kfree(block + 16);
}

static void free_variable(void)
{
    static uint8_t variable[64];
    kfree(variable + 32);
}

static void free_nonsense(void)
{
    kfree((void *)24);
}

static void free_last_address(void)
{
    kfree((void *)UINTPTR_MAX);
}

static void write_past_the_end(void)
{
    block[100] ^= 1;
    kfree(block);
}

static void must_panic(void (*bug)(void), const char *words)
{
    block = kmalloc(100);
    memset(block, 0, 100);
    is_panic_expected = true;
    if (setjmp(after_panic) == 0) {
        bug();
        fail(words);
    }
    is_panic_expected = false;
    if (strstr(said, words) == NULL) {
        puts(said);
        fail(words);
    }
}

int main(void)
{
    srand(1);
    start_machine();
    heap_init();
    use();
    one_stays();
    must_fail();
    // Each of these leaves a block behind, so they come last.
    must_panic(free_twice, "double free of block");
    must_panic(free_joined_block_twice, "double free of block");
    must_panic(free_middle, "is not a block of the heap");
    must_panic(free_variable, "is not memory of the heap");
    must_panic(free_nonsense, "is not memory of the heap");
    must_panic(free_last_address, "is not memory of the heap");
    must_panic(write_past_the_end, "past the end of the 100 bytes");
    return 0;
}
