// SPDX-License-Identifier: MIT
// memory/heap.c - blocks that tell which calls allocated and freed them.
//
// An allocator's block contains the caller's memory and this around it:
//
//     16 bytes          nbytes     8 bytes
//     [ struct header ] [ memory ] [ canary ] [ left over ]
//
// A write past the end of the memory changes the canary. If the state is wrong,
// the block was freed, or this is no header.

#include "memory/heap.h"

#include "base/kprintf.h"
#include "boot/paging.h"
#include "lib/panic.h"
#include "lib/symbols.h"

// The address of an instruction. The kernel's code lies in the last 2 GiB of
// addresses, so 32 bits are enough.
typedef uint32_t code_t;

struct header {
    code_t allocated_by;
    union {
        uint32_t nbytes; // in use
        code_t freed_by; // freed
    };
    uint64_t state; // IN_USE or FREED, XORed with the memory's address
};

#define IN_USE UINT64_C(0x600DB10C)
#define FREED  UINT64_C(0x0DDB10C5)
#define CANARY UINT64_C(0xFE2CEFE2CEFE2CEF)
#define POISON 0xDB

_Static_assert(sizeof(struct header) == BLOCK_LEFT_ALONE,
               "a free block keeps its header");

#define NBYTES_MAX \
    (UINT32_MAX - PAGE_SIZE) // fits into a header, with all around

static bool is_poisoning;

// Not inlined, so that the frequent path saves no registers for it.
#define RARE __attribute__((noinline))

#define CALLER ((code_t)(uintptr_t)__builtin_return_address(0))

static struct header *header_of(void *memory)
{
    return (struct header *)memory - 1;
}

static uint64_t state_for(uint64_t state, const void *memory)
{
    return state ^ (uintptr_t)memory;
}

// Packed: it follows the memory without alignment.
struct __attribute__((packed)) canary {
    uint64_t word;
};

static struct canary *canary_of(void *memory, size_t nbytes)
{
    return (struct canary *)((char *)memory + nbytes);
}

// Only such a header may be read: a caller may pass any pointer.
static bool is_memory_of_heap(const struct header *header)
{
    const struct region *memory = &size_class_memory;
    return (uintptr_t)header >= memory->start &&
           (uintptr_t)header < memory->end - sizeof(*header);
}

// --- panics ---

static void print_call(const char *what, code_t caller)
{
    // The upper half that was left out is all ones.
    kprintf("  %s ", what);
    symbol_print_return((uintptr_t)(int32_t)caller);
    kprintf("\n");
}

// Was this block freed? A stale header may also lie inside a block in use.
static bool was_freed(void *memory)
{
    const struct header *header = header_of(memory);
    return header->state == state_for(FREED, memory) &&
           size_class_is_block(header);
}

// The caller frees a pointer that is not a block in use. Reports what it is.
static RARE _Noreturn void panic_bad_free(void *memory, code_t caller)
{
    const struct header *header = header_of(memory);
    panic_begin(HERE);
    if (!is_memory_of_heap(header)) {
        kprintf(": invalid free of %p, which is not memory of the heap\n",
                memory);
    } else if (was_freed(memory)) {
        kprintf(": double free of block %p\n", memory);
        print_call("allocated by ", header->allocated_by);
        print_call("freed by     ", header->freed_by);
    } else {
        kprintf(": invalid free of %p, which is not a block of the heap\n",
                memory);
    }
    print_call("now by       ", caller);
    panic_end();
}

static RARE _Noreturn void panic_overrun(void *memory, code_t caller)
{
    const struct header *header = header_of(memory);
    panic_begin(HERE);
    kprintf(": buffer overrun past the end of the %u bytes at %p\n",
            header->nbytes, memory);
    print_call("allocated by ", header->allocated_by);
    print_call("noticed by   ", caller);
    panic_end();
}

// --- poison ---

// In a free block the header comes first, then the allocator's link.
#define POISON_START 32

static RARE void *fill_with_poison(void *block)
{
    size_t nbytes = size_class_size(block);
    memset((char *)block + POISON_START, POISON, nbytes - POISON_START);
    return block;
}

// Panics if a block was written to after it was freed.
static RARE void *check_poison(void *block)
{
    const struct header *header = block;
    const void *memory = header + 1;
    const uint8_t *bytes = block;
    if (header->state != state_for(FREED, memory)) {
        return block;
    }
    for (size_t i = POISON_START; i < size_class_size(block); i++) {
        if (bytes[i] != POISON) {
            panic_begin(HERE);
            kprintf(": use after free: byte %zu of the block at %p was "
                    "written to\n",
                    i - sizeof(*header), memory);
            print_call("allocated by ", header->allocated_by);
            print_call("freed by     ", header->freed_by);
            panic_end();
        }
    }
    return block;
}

// --- the calls ---

// Inlined: a call costs instructions in each kmalloc().
__attribute__((always_inline)) static inline void *allocate(size_t nbytes,
                                                            code_t caller)
{
    if (nbytes > NBYTES_MAX) {
        return NULL;
    }
    struct header *header =
        size_class_alloc(sizeof(*header) + nbytes + sizeof(struct canary));
    if (header == NULL) {
        return NULL;
    }
    if (is_poisoning) {
        header = check_poison(header);
    }
    void *memory = header + 1;
    *header = (struct header){
        .allocated_by = caller,
        .nbytes = (uint32_t)nbytes,
        .state = state_for(IN_USE, memory),
    };
    canary_of(memory, nbytes)->word = CANARY;
    return memory;
}

void *kmalloc(size_t nbytes)
{
    return allocate(nbytes, CALLER);
}

void *kcalloc(size_t count, size_t nbytes)
{
    size_t all;
    if (__builtin_mul_overflow(count, nbytes, &all)) {
        return NULL;
    }
    void *memory = allocate(all, CALLER);
    if (memory != NULL) {
        memset(memory, 0, all);
    }
    return memory;
}

void kfree(void *memory)
{
    if (memory == NULL) {
        return;
    }
    struct header *header = header_of(memory);
    if (!is_memory_of_heap(header) ||
        header->state != state_for(IN_USE, memory)) {
        panic_bad_free(memory, CALLER);
    }
    if (canary_of(memory, header->nbytes)->word != CANARY) {
        panic_overrun(memory, CALLER);
    }
    header->freed_by = CALLER;
    header->state = state_for(FREED, memory);
    if (is_poisoning) {
        header = fill_with_poison(header);
    }
    size_class_free(header);
}

// --- the heap as a whole ---

void heap_init(void)
{
    size_class_init();
}

void heap_poison(void)
{
    struct allocator_usage usage;
    size_class_measure(&usage);
    KASSERT(usage.nblocks == 0);
    size_class_trim(); // a cached block has no pattern
    is_poisoning = true;
}
