// SPDX-License-Identifier: MIT
// base/types.h - the integer types, and addresses that cannot be mixed up.
//
// The three headers below come with the compiler. They hold types and macros
// and need no C library.

#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// A physical address, as the memory bus uses it. It is a struct, so that code
// that uses it as a number or a pointer does not compile; this costs no
// instruction. phys_to_virt() in boot/layout.h makes a pointer of it.
typedef struct {
    uint64_t raw;
} paddr_t;

// A caller that drops the result of a MUST_USE function does not compile.
#define MUST_USE __attribute__((warn_unused_result))

#define ARRAY_LENGTH(array) (sizeof(array) / sizeof((array)[0]))

// "file.c:12", as one string literal.
#define HERE              __FILE__ ":" HERE_STRING(__LINE__)
#define HERE_STRING(x)    HERE_STRING_OF(x)
#define HERE_STRING_OF(x) #x

// alignment is a power of two.
static inline bool is_aligned(uintptr_t value, uintptr_t alignment)
{
    return (value & (alignment - 1)) == 0;
}

static inline uintptr_t align_down(uintptr_t value, uintptr_t alignment)
{
    return value & ~(alignment - 1);
}

// The caller makes sure that value + alignment does not wrap around.
static inline uintptr_t align_up(uintptr_t value, uintptr_t alignment)
{
    return align_down(value + alignment - 1, alignment);
}

static inline uintptr_t min(uintptr_t left, uintptr_t right)
{
    return left < right ? left : right;
}

static inline uintptr_t max(uintptr_t left, uintptr_t right)
{
    return left > right ? left : right;
}
