// SPDX-License-Identifier: MIT
// memmove goes by words downward too: right, and in less than half the time
// that single bytes take.

#include "base/string.h"
#include "test/runner.h"
#include "x86/cpu.h"
#include "x86/registers.h"

#define LENGTH_MAX   40
#define DISTANCE_MAX 9
#define LARGE        (64 * 1024)
#define ROUNDS       20

static uint8_t memory[LARGE + 1];

static uint64_t ticks(void)
{
    uint32_t low, high;
    __asm__ volatile("rdtsc" : "=a"(low), "=d"(high));
    return (uint64_t)high << 32 | low;
}

static void by_memmove(void)
{
    memmove(memory + 1, memory, LARGE);
}

static void by_bytes(void)
{
    rep_movsb_down(memory + LARGE, memory + LARGE - 1, LARGE);
}

// The shortest of several times: whatever else the computer does only adds.
static uint64_t shortest(void (*move)(void))
{
    uint64_t best = UINT64_MAX;
    for (int i = 0; i < ROUNDS; i++) {
        uint64_t start = ticks();
        move();
        uint64_t took = ticks() - start;
        best = took < best ? took : best;
    }
    return best;
}

static void fill(uint8_t *bytes, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        bytes[i] = (uint8_t)(i + 1);
    }
}

static void check(size_t distance, size_t n)
{
    uint8_t bytes[1 + LENGTH_MAX + DISTANCE_MAX + 1];
    fill(bytes, sizeof(bytes));
    uint8_t *from = bytes + 1;
    EXPECT(memmove(from + distance, from, n) == from + distance);
    for (size_t i = 0; i < sizeof(bytes); i++) {
        bool is_moved = i > distance && i <= distance + n;
        EXPECT_EQUAL(bytes[i], (uint8_t)(i + 1 - (is_moved ? distance : 0)));
    }
    EXPECT(!(read_flags() & RFLAGS_DF));
}

TEST(memmove_goes_downward_by_words)
{
    for (size_t distance = 0; distance <= DISTANCE_MAX; distance++) {
        for (size_t n = 0; n <= LENGTH_MAX; n++) {
            check(distance, n);
        }
    }
    EXPECT(2 * shortest(by_memmove) < shortest(by_bytes));
}
