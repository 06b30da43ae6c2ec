// SPDX-License-Identifier: MIT
// memory/heap.c - blocks that tell which calls allocated and freed them.
//
// An allocator's block contains the caller's memory and this around it:
//
//     block           16 bytes        nbytes      8 bytes
//     [ to align ] [ struct header ] [ memory ] [ canary ] [ left over ]
//
// A write past the end of the memory changes the canary. If the state is wrong,
// the block was freed, or this is no header.

#include "memory/heap.h"

#include "base/kprintf.h"
#include "base/string.h"
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
    uint32_t offset; // from the block to the caller's memory
    uint32_t state;  // IN_USE or FREED, XORed with the memory's address
};

#define IN_USE 0x600DB10C
#define FREED  0x0DDB10C5
#define CANARY UINT64_C(0xFE2CEFE2CEFE2CEF)
#define POISON 0xDB

_Static_assert(sizeof(struct header) == BLOCK_LEFT_ALONE,
               "a free block keeps its header");

#define NBYTES_MAX \
    (UINT32_MAX - 2 * PAGE_SIZE) // fits into a header, with all around

static const struct allocator *heap = &size_class_allocator;
static bool is_poisoning;

// Not inlined, so that the frequent path saves no registers for it.
#define RARE __attribute__((noinline))

#define CALLER ((code_t)(uintptr_t)__builtin_return_address(0))

static struct header *header_of(void *memory)
{
    return (struct header *)memory - 1;
}

static uint32_t state_for(uint32_t state, const void *memory)
{
    return state ^ (uint32_t)(uintptr_t)memory;
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
    const struct region *memory = heap->memory;
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
           heap->is_block((char *)memory - header->offset);
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
    size_t nbytes = heap->size(block);
    memset((char *)block + POISON_START, POISON, nbytes - POISON_START);
    return block;
}

// Panics if a block was written to after it was freed. An allocator that splits
// or joins blocks overwrites the pattern itself.
static RARE void *check_poison(void *block)
{
    struct header *header = block;
    void *memory = (char *)block + sizeof(*header);
    const uint8_t *bytes = block;
    if (!heap->keeps_blocks || header->state != state_for(FREED, memory)) {
        return block;
    }
    for (size_t i = POISON_START; i < heap->size(block); i++) {
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
    header->state = 0; // an aligned block would not overwrite this header
    return block;
}

// --- the calls ---

// Inlined into each call below, so that an argument that is a constant there
// costs nothing: the alignment, say.
#define INLINE __attribute__((always_inline)) static inline

INLINE void *allocate(size_t nbytes, size_t alignment, code_t caller)
{
    if (nbytes > NBYTES_MAX) {
        return NULL;
    }
    size_t to_align = alignment - BLOCK_ALIGNMENT;
    char *block = heap->alloc(to_align + sizeof(struct header) + nbytes +
                              sizeof(struct canary));
    if (block == NULL) {
        return NULL;
    }
    if (is_poisoning) {
        block = check_poison(block);
    }
    char *memory = block + sizeof(struct header);
    if (to_align > 0) {
        memory = (char *)align_up((uintptr_t)memory, alignment);
    }
    *header_of(memory) = (struct header){
        .allocated_by = caller,
        .nbytes = (uint32_t)nbytes,
        .offset = (uint32_t)(memory - block),
        .state = state_for(IN_USE, memory),
    };
    canary_of(memory, nbytes)->word = CANARY;
    return memory;
}

// Panics if the memory is no block in use, or has been overrun.
INLINE void check(void *memory, code_t caller)
{
    const struct header *header = header_of(memory);
    if (!is_memory_of_heap(header) ||
        header->state != state_for(IN_USE, memory)) {
        panic_bad_free(memory, caller);
    }
    if (canary_of(memory, header->nbytes)->word != CANARY) {
        panic_overrun(memory, caller);
    }
}

INLINE void release(void *memory, code_t caller)
{
    struct header *header = header_of(memory);
    void *block = (char *)memory - header->offset;
    header->freed_by = caller;
    header->state = state_for(FREED, memory);
    // The header of an aligned block lies where the pattern would be.
    if (is_poisoning && header->offset == sizeof(*header)) {
        block = fill_with_poison(block);
    }
    heap->free(block);
}

void *kmalloc(size_t nbytes)
{
    return allocate(nbytes, BLOCK_ALIGNMENT, CALLER);
}

void *kmalloc_aligned(size_t nbytes, size_t alignment)
{
    KASSERT(alignment != 0 && alignment <= PAGE_SIZE);
    KASSERT((alignment & (alignment - 1)) == 0); // a power of two
    return allocate(nbytes, max(alignment, BLOCK_ALIGNMENT), CALLER);
}

void *kcalloc(size_t count, size_t nbytes)
{
    size_t all;
    if (__builtin_mul_overflow(count, nbytes, &all)) {
        return NULL;
    }
    void *memory = allocate(all, BLOCK_ALIGNMENT, CALLER);
    if (memory != NULL) {
        memset(memory, 0, all);
    }
    return memory;
}

void *krealloc(void *memory, size_t nbytes)
{
    if (memory == NULL) {
        return allocate(nbytes, BLOCK_ALIGNMENT, CALLER);
    }
    check(memory, CALLER);
    struct header *header = header_of(memory);
    size_t room = heap->size((char *)memory - header->offset) - header->offset -
                  sizeof(struct canary);
    if (nbytes <= room && nbytes >= room / 2) {
        header->nbytes = (uint32_t)nbytes;
        canary_of(memory, nbytes)->word = CANARY;
        return memory;
    }
    void *elsewhere = allocate(nbytes, BLOCK_ALIGNMENT, CALLER);
    if (elsewhere != NULL) {
        memcpy(elsewhere, memory, min(nbytes, header->nbytes));
        release(memory, CALLER);
    }
    return elsewhere;
}

void kfree(void *memory)
{
    if (memory != NULL) {
        check(memory, CALLER);
        release(memory, CALLER);
    }
}

// --- which allocator ---

const struct allocator *heap_allocator(void)
{
    return heap;
}

void heap_use(const struct allocator *allocator)
{
    struct allocator_usage usage;
    heap->measure(&usage);
    KASSERT(usage.nblocks == 0); // the new allocator could not free it
    heap->trim();
    heap = allocator;
}

void heap_init(const char *command_line)
{
    static const struct {
        const char *option;
        const struct allocator *allocator;
    } choices[] = {
        {"heap=bump", &bump_allocator},
        {"heap=free-list", &free_list_allocator},
        {"heap=size-class", &size_class_allocator},
    };
    size_class_init();
    for (size_t i = 0; i < ARRAY_LENGTH(choices); i++) {
        if (has_word(command_line, choices[i].option)) {
            heap = choices[i].allocator;
        }
    }
}

void heap_poison(void)
{
    heap_use(heap); // frees what is cached, as it has no pattern
    is_poisoning = true;
}
