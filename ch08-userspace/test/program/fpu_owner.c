// SPDX-License-Identifier: MIT
// test/program/fpu_owner.c - has something in every register of FPU and SSE,
// and of AVX where there is one, and looks whether it stays.
//
//     fpu_owner SEED ROUNDS spin|call|sleep
//
// First it looks whether it was given anything of somebody else's. What it is
// called with says what it does between two looks. No code but the inline
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

struct state {
    struct fxsave fxsave;
    uint64_t ymm[16][4];
};

static struct state wanted, seen;
static bool has_avx;

static NO_SSE bool ask_for_avx(void)
{
    uint32_t eax = 1, ebx, ecx = 0, edx;
    __asm__ volatile("cpuid" : "+a"(eax), "=b"(ebx), "+c"(ecx), "=d"(edx));
    bool has_xsave = ecx >> 27 & 1; // and the kernel has switched it on
    return has_xsave && ecx >> 28 & 1;
}

#define EACH_REGISTER(DO) \
    DO(0)                 \
    DO(1)                 \
    DO(2)                 \
    DO(3)                 \
    DO(4)                 \
    DO(5) DO(6) DO(7) DO(8) DO(9) DO(10) DO(11) DO(12) DO(13) DO(14) DO(15)
#define LOAD(n) "vmovdqu " #n "*32(%0), %%ymm" #n "\n"
#define SAVE(n) "vmovdqu %%ymm" #n ", " #n "*32(%0)\n"

static NO_SSE void load(const struct state *state)
{
    __asm__ volatile("fxrstor64 (%0)" : : "r"(&state->fxsave) : "memory");
    if (has_avx) {
        __asm__ volatile(EACH_REGISTER(LOAD) : : "r"(state->ymm) : "memory");
    }
}

static NO_SSE void save(struct state *state)
{
    __asm__ volatile("fxsave64 (%0)" : : "r"(&state->fxsave) : "memory");
    if (has_avx) {
        __asm__ volatile(EACH_REGISTER(SAVE) : : "r"(state->ymm) : "memory");
    }
}

static NO_SSE bool is_same(const struct state *a, const struct state *b)
{
    bool is_same = a->fxsave.control == b->fxsave.control &&
                   a->fxsave.status == b->fxsave.status &&
                   a->fxsave.tags == b->fxsave.tags &&
                   a->fxsave.mxcsr == b->fxsave.mxcsr;
    for (size_t i = 0; i < 8; i++) {
        is_same &=
            a->fxsave.x87[i][0] == b->fxsave.x87[i][0] &&
            (uint16_t)a->fxsave.x87[i][1] == (uint16_t)b->fxsave.x87[i][1];
    }
    for (size_t i = 0; i < 16; i++) {
        is_same &= a->fxsave.xmm[i][0] == b->fxsave.xmm[i][0] &&
                   a->fxsave.xmm[i][1] == b->fxsave.xmm[i][1];
        for (size_t k = 0; has_avx && k < 4; k++) {
            is_same &= a->ymm[i][k] == b->ymm[i][k];
        }
    }
    return is_same;
}

// What the System V ABI promises; what is zero in `wanted` is zero already.
static NO_SSE bool is_new(void)
{
    save(&seen);
    wanted.fxsave.control = 0x37F;
    wanted.fxsave.mxcsr = 0x1F80;
    return is_same(&wanted, &seen);
}

static NO_SSE void choose(unsigned seed)
{
    struct fxsave *fxsave = &wanted.fxsave;
    fxsave->control = (uint16_t)(0x37F ^ (seed % 4 << 10)); // rounding
    fxsave->mxcsr = 0x1F80 | seed % 4 << 13;
    fxsave->tags = 0x3F; // six are in use, as if pushed
    fxsave->status = 2 << 11;
    for (size_t i = 0; i < 8; i++) {
        fxsave->x87[i][0] = UINT64_C(1) << 63 | (seed << 8) | i;
        fxsave->x87[i][1] = 0x3FFF + seed;
    }
    for (size_t i = 0; i < 16; i++) {
        for (size_t k = 0; k < 4; k++) {
            wanted.ymm[i][k] = UINT64_C(0x0101010101010101) * seed + i + k;
        }
        fxsave->xmm[i][0] = wanted.ymm[i][0];
        fxsave->xmm[i][1] = wanted.ymm[i][1];
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
    has_avx = ask_for_avx();
    if (!is_new()) {
        puts("fpu_owner: it begins with what is not its own");
        return 1;
    }
    if (argc != 4) {
        return 2;
    }
    choose(number(argv[1]));
    unsigned nrounds = number(argv[2]);
    char how = argv[3][1]; // pin, all, leep
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
