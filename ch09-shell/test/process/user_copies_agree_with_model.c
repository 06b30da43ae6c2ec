// SPDX-License-Identifier: MIT
// Any address and any length: only what lies in mapped pages of the programs'
// half is copied, with the rights that they have, and nothing else is touched.
//
// Breaks: process/user_copy.c: && nbytes <= USER_TOP - base.raw;
//     => && base.raw + nbytes <= USER_TOP;
// Breaks: process/user_copy.c: base.raw < USER_TOP && nbytes <= => nbytes <=
// Breaks: process/user_copy.c: min(size, USER_TOP - from.raw); => size;
// Breaks: process/user_copy.asm: dq user_copy_bytes.bytes
//     => ; dq user_copy_bytes.bytes
// Breaks: process/user_copy.asm: dq user_copy_string. => ; dq user_copy_string.

#include "base/errno.h"
#include "base/kprintf.h"
#include "base/string.h"
#include "boot/layout.h"
#include "memory/frame.h"
#include "memory/kernel_space.h"
#include "process/user_copy.h"
#include "test/runner.h"

#define START  UINT64_C(0x10000000)
#define LAST   (USER_TOP - PAGE_SIZE)
#define CASES  4000
#define BUFFER (4 * PAGE_SIZE) // longer than any pages in a row

// The mapped pages. There is a hole of one page between the third and fourth.
static const struct {
    uintptr_t va;
    pte_t rights;
} pages[] = {{START, PTE_WRITE},
             {START + PAGE_SIZE, PTE_WRITE},
             {START + 2 * PAGE_SIZE, 0},
             {START + 4 * PAGE_SIZE, PTE_WRITE},
             {LAST, PTE_WRITE}};
#define NPAGES ARRAY_LENGTH(pages)

static uint8_t *memory[NPAGES];          // the pages, as the kernel sees them
static uint8_t model[NPAGES][PAGE_SIZE]; // what is to be in them
static uint8_t buffer[BUFFER], before[BUFFER];

static uint64_t next_random(void)
{
    static uint64_t state = 88172645463325252;
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state;
}

static size_t page_of(uint64_t address)
{
    size_t i = 0;
    while (i < NPAGES && address - pages[i].va >= PAGE_SIZE) {
        i++;
    }
    return i;
}

static bool is_in_half(uint64_t base, uint64_t nbytes)
{
    return base < USER_TOP && nbytes <= USER_TOP - base;
}

// May the program access this range? At most a few pages are checked.
static bool is_allowed(uint64_t base, uint64_t nbytes, pte_t right)
{
    if (!is_in_half(base, nbytes)) {
        return false;
    }
    for (uint64_t done = 0; done < nbytes;) {
        size_t page = page_of(base + done);
        if (page == NPAGES || (pages[page].rights & right) != right) {
            return false;
        }
        done += PAGE_SIZE - (base + done) % PAGE_SIZE;
    }
    return true;
}

static uint8_t *model_at(uint64_t address)
{
    return &model[page_of(address)][address % PAGE_SIZE];
}

// By words: memcmp() goes byte by byte, and this is done very often.
static bool is_same(const uint8_t *left, const uint8_t *right, size_t nbytes)
{
    size_t i = 0;
    while (nbytes - i >= 8 && *(uint64_t *)&left[i] == *(uint64_t *)&right[i]) {
        i += 8;
    }
    return memcmp(&left[i], &right[i], nbytes - i) == 0;
}

// Is all memory outside [base, base + nbytes) unchanged?
static bool is_rest_untouched(uint64_t base, uint64_t nbytes)
{
    for (size_t i = 0; i < NPAGES; i++) {
        if (is_same(memory[i], model[i], PAGE_SIZE)) {
            continue;
        }
        for (size_t at = 0; at < PAGE_SIZE; at++) {
            if (memory[i][at] != model[i][at] &&
                pages[i].va + at - base >= nbytes) {
                return false;
            }
        }
    }
    return true;
}

static void try_from(uint64_t base, uint64_t nbytes)
{
    bool is_fine = is_allowed(base, nbytes, 0);
    int result = copy_from_user(buffer, (uaddr_t){base}, nbytes);
    bool is_right = result == (is_fine ? 0 : -EFAULT);
    for (size_t i = 0; is_fine && i < nbytes; i++) {
        is_right &= buffer[i] == *model_at(base + i);
    }
    size_t end = is_in_half(base, nbytes) ? min(nbytes, BUFFER) : 0;
    is_right &= is_same(&buffer[end], &before[end], BUFFER - end);
    if (!EXPECT(is_right && is_rest_untouched(base, 0))) {
        kprintf("from %#lx, %#lx bytes: %d\n", base, nbytes, result);
    }
    memcpy(buffer, before, BUFFER);
}

static void try_to(uint64_t base, uint64_t nbytes)
{
    bool is_fine = is_allowed(base, nbytes, PTE_WRITE);
    int result = copy_to_user((uaddr_t){base}, buffer, nbytes);
    bool is_right = result == (is_fine ? 0 : -EFAULT);
    is_right &= is_rest_untouched(base, is_in_half(base, nbytes) ? nbytes : 0);
    for (size_t i = 0; is_fine && i < nbytes; i++) {
        is_right &=
            memory[page_of(base + i)][(base + i) % PAGE_SIZE] == buffer[i];
    }
    if (!EXPECT(is_right && is_same(buffer, before, BUFFER))) {
        kprintf("to %#lx, %#lx bytes: %d\n", base, nbytes, result);
    }
    for (size_t i = 0; i < NPAGES; i++) {
        memcpy(memory[i], model[i], PAGE_SIZE);
    }
}

static int64_t string_length(uint64_t base, size_t size)
{
    for (size_t i = 0; i < size || i == 0; i++) {
        if (i < size ? !is_allowed(base + i, 1, 0) : base >= USER_TOP) {
            return -EFAULT;
        }
        if (i < size && *model_at(base + i) == '\0') {
            return (int64_t)i;
        }
    }
    return -ENAMETOOLONG;
}

static void try_string(uint64_t base, size_t size)
{
    int64_t wanted = string_length(base, size);
    int64_t result =
        copy_string_from_user((char *)buffer, (uaddr_t){base}, size);
    bool is_right = result == wanted;
    for (size_t i = 0; wanted >= 0 && i <= (size_t)wanted; i++) {
        is_right &= buffer[i] == *model_at(base + i);
    }
    is_right &= is_same(&buffer[size], &before[size], BUFFER - size);
    if (!EXPECT(is_right && is_rest_untouched(base, 0))) {
        kprintf("string at %#lx, at most %#lx bytes: %ld\n", base, size,
                result);
    }
    memcpy(buffer, before, BUFFER);
}

static void try_all(uint64_t base, uint64_t nbytes)
{
    try_from(base, nbytes);
    try_to(base, nbytes);
    try_string(base, min(nbytes, BUFFER));
}

// --- the cases ---

static const uint64_t bases[] = {0,
                                 1,
                                 PAGE_SIZE - 1,
                                 START - 1,
                                 START,
                                 START + PAGE_SIZE - 1,
                                 START + 2 * PAGE_SIZE - 1,
                                 START + 2 * PAGE_SIZE,
                                 START + 3 * PAGE_SIZE - 8,
                                 START + 3 * PAGE_SIZE - 1,
                                 START + 3 * PAGE_SIZE,
                                 START + 5 * PAGE_SIZE - 7,
                                 LAST,
                                 USER_TOP - 8,
                                 USER_TOP - 1,
                                 USER_TOP,
                                 USER_TOP + PAGE_SIZE - 1,
                                 USER_TOP + PAGE_SIZE,
                                 UINT64_C(0x4141414141414141),
                                 DIRECT_MAP_BASE - 1,
                                 DIRECT_MAP_BASE + MIB,
                                 HEAP_BASE,
                                 KERNEL_BASE + 2 * MIB,
                                 UINT64_MAX - 7,
                                 UINT64_MAX};
static const uint64_t lengths[] = {0,
                                   1,
                                   7,
                                   8,
                                   9,
                                   15,
                                   16,
                                   4095,
                                   4096,
                                   4097,
                                   USER_TOP - START,
                                   UINT64_C(1) << 47,
                                   INT64_MAX,
                                   UINT64_C(1) << 63,
                                   UINT64_MAX - START,
                                   UINT64_MAX - LAST,
                                   UINT64_MAX - 7,
                                   UINT64_MAX};

static uint64_t any_base(void)
{
    uint64_t at = next_random() % 8 * PAGE_SIZE;
    uint64_t page = at < 6 * PAGE_SIZE ? START + at : LAST;
    uint64_t offset = next_random() % PAGE_SIZE;
    uint64_t edge = next_random() % 3;
    return page + (edge == 0   ? offset % 16
                   : edge == 1 ? PAGE_SIZE - 1 - offset % 16
                               : offset);
}

static bool set_up(void)
{
    for (size_t i = 0; i < NPAGES; i++) {
        paddr_t frame;
        if (!EXPECT(frame_alloc(&frame)) ||
            !EXPECT(space_map(kernel_space(), pages[i].va, frame, 1,
                              pages[i].rights | PTE_USER | PTE_NX) == 0)) {
            return false;
        }
        memory[i] = phys_to_virt(frame);
        for (size_t at = 0; at < PAGE_SIZE; at++) {
            // There are zeros in the first page, and one in the very last byte.
            model[i][at] = (uint8_t)(next_random() | (i > 0));
        }
    }
    model[NPAGES - 1][PAGE_SIZE - 1] = 0;
    for (size_t i = 0; i < NPAGES; i++) {
        memcpy(memory[i], model[i], PAGE_SIZE);
    }
    for (size_t i = 0; i < BUFFER; i++) {
        buffer[i] = before[i] = (uint8_t)next_random();
    }
    return true;
}

static void clean_up(void)
{
    for (size_t i = 0; i < NPAGES; i++) {
        struct translation found;
        if (space_translate(kernel_space(), pages[i].va, &found)) {
            EXPECT_EQUAL(space_unmap(kernel_space(), pages[i].va, 1), 0);
            frame_free(found.address);
        }
    }
}

TEST(user_copies_agree_with_model)
{
    EXPECT(set_up()); // makes the page tables, which stay
    clean_up();
    size_t frames = frame_nfree();
    if (set_up()) {
        for (size_t i = 0; i < ARRAY_LENGTH(bases); i++) {
            for (size_t k = 0; k < ARRAY_LENGTH(lengths); k++) {
                try_all(bases[i], lengths[k]);
            }
        }
        // Without the last zero, a string is not read beyond the half's end.
        model[NPAGES - 1][PAGE_SIZE - 1] = 1;
        memory[NPAGES - 1][PAGE_SIZE - 1] = 1;
        try_string(USER_TOP - 5, 5);
        try_string(USER_TOP - 5, 6);
        for (size_t i = 0; i < CASES; i++) {
            uint64_t limit = next_random() % 2 ? 20 : 3 * PAGE_SIZE;
            try_all(any_base(), next_random() % limit);
        }
    }
    clean_up();
    EXPECT_EQUAL(frame_nfree(), frames);
}
