// SPDX-License-Identifier: MIT
// memory/heap.c - blocks that know who has them.
//
// Around what the caller gets lies, inside the block of the allocator:
//
//     block          16 bytes       nbytes      8 bytes
//     [ to align ] [ struct head ] [ memory ] [ fence ] [ what is left over ]
//
// A write past the end hits the fence. A head that does not say what it should
// belongs to a block that was given back, or is no head.

#include "memory/heap.h"

#include "base/kprintf.h"
#include "base/string.h"
#include "lib/panic.h"
#include "lib/symbols.h"
#include "x86/paging.h"

// The kernel's code lies in the last 2 GiB of addresses, so the lower half of
// one says it all.
typedef uint32_t code_t;

struct head {
    code_t allocated_by;
    union {
        uint32_t nbytes; // in use
        code_t freed_by; // given back
    };
    uint32_t offset; // from the allocator's block to what the caller has
    uint32_t state;  // below, mixed with the address: a copy of it is none
};

#define IN_USE     0x600DB10C
#define GIVEN_BACK 0x0DDB10C5
#define FENCE      UINT64_C(0xFE2CEFE2CEFE2CEF)
#define POISON     0xDB

_Static_assert(sizeof(struct head) == BLOCK_LEFT_ALONE,
               "a free block's says who");

#define NBYTES_MAX \
    (UINT32_MAX - 2 * PAGE_SIZE) // fits into a head, with all around

static const struct allocator *heap = &size_class_allocator;
static bool is_poisoning;

#define CALLER ((code_t)(uintptr_t)__builtin_return_address(0))

static struct head *head_of(void *memory)
{
    return (struct head *)memory - 1;
}

static uint32_t state_for(uint32_t state, const void *memory)
{
    return state ^ (uint32_t)(uintptr_t)memory;
}

// The fence is wherever the block happens to end.
struct __attribute__((packed)) fence {
    uint64_t word;
};

static struct fence *fence_of(void *memory, size_t nbytes)
{
    return (struct fence *)((char *)memory + nbytes);
}

// A head that is read must be there, whatever pointer somebody gives us.
static bool is_memory_of_heap(const struct head *head)
{
    const struct region *memory = heap->memory;
    return (uintptr_t)head >= memory->start &&
           (uintptr_t)head < memory->end - sizeof(*head);
}

// --- complaints ---

static void print_call(const char *what, code_t caller)
{
    // The upper half that was left out is all ones.
    kprintf("  %s ", what);
    symbol_print_return((uintptr_t)(int32_t)caller);
    kprintf("\n");
}

// Was there a block once, with this head? One of long ago may lie in the midst
// of a block that is in use.
static bool was_given_back(void *memory)
{
    const struct head *head = head_of(memory);
    return head->state == state_for(GIVEN_BACK, memory) &&
           heap->is_block((char *)memory - head->offset);
}

// Somebody gives back what is no block in use: says what it is instead.
static _Noreturn void complain(void *memory, code_t caller)
{
    const struct head *head = head_of(memory);
    panic_begin(HERE);
    if (!is_memory_of_heap(head)) {
        kprintf(": %p is given back, and is no memory of the heap\n", memory);
    } else if (was_given_back(memory)) {
        kprintf(": the block at %p is given back twice\n", memory);
        print_call("taken by     ", head->allocated_by);
        print_call("given back by", head->freed_by);
    } else {
        kprintf(": %p is given back, and is no block of the heap\n", memory);
    }
    print_call("now by       ", caller);
    panic_end();
}

static _Noreturn void complain_of_overrun(void *memory, code_t caller)
{
    const struct head *head = head_of(memory);
    panic_begin(HERE);
    kprintf(": somebody wrote past the end of the %u bytes at %p\n",
            head->nbytes, memory);
    print_call("taken by     ", head->allocated_by);
    print_call("noticed by   ", caller);
    panic_end();
}

// --- poison ---

// Behind what the allocator and we ourselves keep in a free block.
#define POISON_START 32

static __attribute__((noinline)) void fill_with_poison(void *block)
{
    size_t nbytes = heap->size(block);
    memset((char *)block + POISON_START, POISON, nbytes - POISON_START);
}

// A block that is handed out again, by an allocator that neither splits nor
// joins them, must be as it was given back.
static __attribute__((noinline)) void *check_poison(void *block)
{
    struct head *head = block;
    void *memory = (char *)block + sizeof(*head);
    const uint8_t *bytes = block;
    if (!heap->keeps_blocks || head->state != state_for(GIVEN_BACK, memory)) {
        return block;
    }
    for (size_t i = POISON_START; i < heap->size(block); i++) {
        if (bytes[i] != POISON) {
            panic_begin(HERE);
            kprintf(": byte %zu of the block at %p was written to after it "
                    "was given back\n",
                    i - sizeof(*head), memory);
            print_call("taken by     ", head->allocated_by);
            print_call("given back by", head->freed_by);
            panic_end();
        }
    }
    head->state = 0; // of an aligned block the head is elsewhere
    return block;
}

// --- the calls ---

// These two are part of each call below, so that what is known there (that
// nothing has to be aligned, say) costs nothing.
#define INLINE __attribute__((always_inline)) static inline

INLINE void *allocate(size_t nbytes, size_t alignment, code_t caller)
{
    if (nbytes > NBYTES_MAX) {
        return NULL;
    }
    size_t to_align = alignment - BLOCK_ALIGNMENT;
    char *block = heap->alloc(to_align + sizeof(struct head) + nbytes +
                              sizeof(struct fence));
    if (block == NULL) {
        return NULL;
    }
    if (is_poisoning) {
        block = check_poison(block);
    }
    uintptr_t first = (uintptr_t)block + sizeof(struct head);
    void *memory = (void *)align_up(first, alignment);
    *head_of(memory) = (struct head){
        .allocated_by = caller,
        .nbytes = (uint32_t)nbytes,
        .offset = (uint32_t)((char *)memory - block),
        .state = state_for(IN_USE, memory),
    };
    fence_of(memory, nbytes)->word = FENCE;
    return memory;
}

// Of memory that is to be given back or changed: it must be a block in use, and
// whole.
INLINE void check(void *memory, code_t caller)
{
    const struct head *head = head_of(memory);
    if (!is_memory_of_heap(head) || head->state != state_for(IN_USE, memory)) {
        complain(memory, caller);
    }
    if (fence_of(memory, head->nbytes)->word != FENCE) {
        complain_of_overrun(memory, caller);
    }
}

INLINE void release(void *memory, code_t caller)
{
    struct head *head = head_of(memory);
    void *block = (char *)memory - head->offset;
    head->freed_by = caller;
    head->state = state_for(GIVEN_BACK, memory);
    // Else the head lies where the pattern would be.
    if (is_poisoning && head->offset == sizeof(*head)) {
        fill_with_poison(block);
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
    struct head *head = head_of(memory);
    size_t room = heap->size((char *)memory - head->offset) - head->offset -
                  sizeof(struct fence);
    if (nbytes <= room && nbytes >= room / 2) {
        head->nbytes = (uint32_t)nbytes;
        fence_of(memory, nbytes)->word = FENCE;
        return memory;
    }
    void *elsewhere = allocate(nbytes, BLOCK_ALIGNMENT, CALLER);
    if (elsewhere != NULL) {
        memcpy(elsewhere, memory, min(nbytes, head->nbytes));
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
    KASSERT(usage.nblocks == 0); // it would be given back to another one
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
        if (strstr(command_line, choices[i].option) != NULL) {
            heap = choices[i].allocator;
        }
    }
}

void heap_poison(void)
{
    heap_use(heap); // nothing stays that is free and has no pattern
    is_poisoning = true;
}
