// SPDX-License-Identifier: MIT
// test/process/program/fpu_owner.c - keeps a value in every register of the FPU
// and SSE, and checks that none changes.
//
//     fpu_owner SEED ROUNDS spin|call|sleep
//
// First it checks that no register holds a value of another program. The last
// argument says what it does between two checks. No code but the inline
// assembly uses these registers before the end.

#include "user/lib/stdio.h"
#include "user/lib/system.h"

#define NO_SSE __attribute__((target("general-regs-only")))

// As FXSAVE lays it out: Intel SDM Vol. 1, "FXSAVE Area".
struct fxsave {
    uint16_t control, status;
    uint8_t tags, reserved;
    uint16_t last[9]; // instruction and operand: the OS need not keep them
    uint32_t mxcsr, mxcsr_mask;
    uint64_t x87[8][2];
    uint64_t xmm[16][2];
    uint8_t unused[96];
} __attribute__((aligned(64)));

_Static_assert(sizeof(struct fxsave) == 512, "the layout of FXSAVE");

static struct fxsave wanted, seen;

static NO_SSE void load(const struct fxsave *state)
{
    __asm__ volatile("fxrstor64 (%0)" : : "r"(state) : "memory");
}

static NO_SSE void save(struct fxsave *state)
{
    __asm__ volatile("fxsave64 (%0)" : : "r"(state) : "memory");
}

static NO_SSE bool is_same(const struct fxsave *a, const struct fxsave *b)
{
    bool is_same = a->control == b->control && a->status == b->status &&
                   a->tags == b->tags && a->mxcsr == b->mxcsr;
    for (size_t i = 0; i < 8; i++) {
        is_same &= a->x87[i][0] == b->x87[i][0] &&
                   (uint16_t)a->x87[i][1] == (uint16_t)b->x87[i][1];
    }
    for (size_t i = 0; i < 16; i++) {
        is_same &= a->xmm[i][0] == b->xmm[i][0] && a->xmm[i][1] == b->xmm[i][1];
    }
    return is_same;
}

// Are the registers as the System V ABI says? `wanted` is all zero so far.
static NO_SSE bool is_new(void)
{
    save(&seen);
    wanted.control = 0x37F;
    wanted.mxcsr = 0x1F80;
    return is_same(&wanted, &seen);
}

static NO_SSE void choose(unsigned seed)
{
    wanted.control = (uint16_t)(0x37F ^ (seed % 4 << 10)); // rounding
    wanted.mxcsr = 0x1F80 | seed % 4 << 13;
    wanted.tags = 0x3F; // six are in use, as if pushed
    wanted.status = 2 << 11;
    for (size_t i = 0; i < 8; i++) {
        wanted.x87[i][0] = UINT64_C(1) << 63 | (seed << 8) | i;
        wanted.x87[i][1] = 0x3FFF + seed;
    }
    for (size_t i = 0; i < 16; i++) {
        wanted.xmm[i][0] = UINT64_C(0x0101010101010101) * seed + i;
        wanted.xmm[i][1] = UINT64_C(0x0101010101010101) * seed + i + 1;
    }
}

static NO_SSE unsigned number(const char *digits)
{
    unsigned value = 0;
    for (; *digits >= '0' && *digits <= '9'; digits++) {
        value = 10 * value + (unsigned)(*digits - '0');
    }
    return value;
}

NO_SSE int main(int argc, char *argv[])
{
    if (!is_new()) {
        puts("fpu_owner: it begins with what is not its own");
        return 1;
    }
    if (argc != 4) {
        return 2;
    }
    choose(number(argv[1]));
    unsigned nrounds = number(argv[2]);
    char how = argv[3][1]; // the second letter of spin, call or sleep
    load(&wanted);
    save(&wanted); // as this CPU returns what it was given
    for (unsigned round = 0; round < nrounds; round++) {
        if (how == 'a') {
            getpid();
        } else if (how == 'l') {
            sleep_ms(1);
        }
        save(&seen);
        if (!is_same(&wanted, &seen)) {
            printf("fpu_owner: %s lost its registers in round %u\n", argv[1],
                   round);
            return 3;
        }
    }
    return 0;
}
