// SPDX-License-Identifier: MIT
// lib/memory.c - the four functions that the compiler itself calls.
//
// A compiler may turn `a = b` on structs and `char text[9000] = {0}` into calls
// to memcpy and memset, with -ffreestanding too (GCC manual, "Language
// Standards Supported by GCC"). There is no
// C library, so the kernel defines them. They are not plain loops, since the
// compiler recognizes such a loop and replaces it with a call to the function
// that contains it. The CPU's string instructions avoid this, and they move a
// machine word at a time.

#include "base/required.h"

#include "x86/cpu.h"

#define WORD_SIZE sizeof(unsigned long)

static void copy_upward(uint8_t *to, const uint8_t *from, size_t n)
{
    size_t tail = n % WORD_SIZE;
    rep_movs(to, from, n / WORD_SIZE);
    rep_movsb(to + n - tail, from + n - tail, tail);
}

void *memcpy(void *restrict to, const void *restrict from, size_t n)
{
    copy_upward(to, from, n);
    return to;
}

void *memmove(void *to, const void *from, size_t n)
{
    // Where the ranges overlap, a byte must be read before it is overwritten.
    // The difference wraps around if `to` is below `from`, and is large then.
    if ((uintptr_t)to - (uintptr_t)from >= n) {
        copy_upward(to, from, n);
    } else {
        rep_movsb_down((uint8_t *)to + n - 1, (const uint8_t *)from + n - 1, n);
    }
    return to;
}

void *memset(void *start, int byte, size_t n)
{
    const unsigned long every_byte = (unsigned long)-1 / 0xFF; // 0x0101…01
    size_t tail = n % WORD_SIZE;
    rep_stos(start, every_byte * (uint8_t)byte, n / WORD_SIZE);
    rep_stosb((uint8_t *)start + n - tail, (uint8_t)byte, tail);
    return start;
}

int memcmp(const void *left, const void *right, size_t n)
{
    const uint8_t *l = left;
    const uint8_t *r = right;
    for (size_t i = 0; i < n; i++) {
        if (l[i] != r[i]) {
            return l[i] < r[i] ? -1 : 1;
        }
    }
    return 0;
}
