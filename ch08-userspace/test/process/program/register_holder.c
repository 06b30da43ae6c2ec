// SPDX-License-Identifier: MIT
// test/process/program/register_holder.c - puts a number into every register,
// makes a system call, or just waits, and checks the registers afterwards.
//
// register_holder calls SEED   400 rounds of calls, by SYSCALL and by int 0x80
// register_holder waits SEED   20 rounds, each long enough to be interrupted

#include "base/string.h"
#include "user/lib/stdio.h"
#include "user/lib/system.h"

// The flags that a program may change, but for TF. Intel SDM Vol. 1, "EFLAGS
// Register".
#define FREE_FLAGS   0x244CD5
#define ALWAYS_FLAGS 0x202

enum {
    RAX,
    RBX,
    RCX,
    RDX,
    RSI,
    RDI,
    RBP,
    R8,
    R11 = 10,
    R15 = 14,
    RSP,
    RFLAGS,
    REGISTERS
};

// For the assembly below, which reads and writes them.
static volatile uint64_t before[REGISTERS] __attribute__((used));
static volatile uint64_t after[REGISTERS] __attribute__((used));
static volatile uint64_t our_rsp __attribute__((used));

#define LOAD(name, i)  "mov before + 8 * " #i "(%rip), %" #name "\n"
#define STORE(name, i) "mov %" #name ", after + 8 * " #i "(%rip)\n"
#define EACH(do)                                                             \
    do                                                                       \
    (rax, 0) do(rbx, 1) do(rcx, 2) do(rdx, 3) do(rsi, 4) do(rdi, 5) do(      \
        rbp, 6) do(r8,                                                       \
                   7) do(r9,                                                 \
                         8) do(r10,                                          \
                               9) do(r11,                                    \
                                     10) do(r12,                             \
                                            11) do(r13,                      \
                                                   12) do(r14,               \
                                                          13) do(r15,        \
                                                                 14) do(rsp, \
                                                                        15)

// void NAME(void): one instruction with `before` in all registers; what is in
// them then goes to `after`. There is no stack meanwhile, and none is needed.
#define ACROSS(name, instruction)                                         \
    __asm__(".pushsection .text\n" #name ":\n"                            \
            "push %rbx\n push %rbp\n push %r12\n push %r13\n"             \
            "push %r14\n push %r15\n"                                     \
            "mov %rsp, our_rsp(%rip)\n"                                   \
            "push before + 8 * 16(%rip)\n popfq\n" EACH(LOAD) instruction \
            "\n" #name "_end:\n" EACH(                                    \
                STORE) "mov our_rsp(%rip), %rsp\n"                        \
                       "pushfq\n pop after + 8 * 16(%rip)\n"              \
                       "push $2\n popfq\n" /* as C wants them */          \
                       "pop %r15\n pop %r14\n pop %r13\n pop %r12\n"      \
                       "pop %rbp\n pop %rbx\n ret\n"                      \
                       ".popsection\n");                                  \
    void name(void);                                                      \
    extern const uint8_t name##_end[]

ACROSS(across_syscall, "syscall");
ACROSS(across_int, "int $0x80");
ACROSS(across_time, "0: loop 0b"); // counts rcx down, and changes no flag

static uint64_t seed;

static uint64_t next_number(void)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return seed;
}

static void choose_numbers(void)
{
    for (size_t i = 0; i < REGISTERS; i++) {
        before[i] = next_number();
    }
    before[RFLAGS] = (before[RFLAGS] & FREE_FLAGS) | ALWAYS_FLAGS;
}

static int nwrong;

static void expect(const char *across, size_t i, uint64_t wanted)
{
    if (after[i] != wanted && nwrong++ < 10) {
        printf("register %lu across %s: 0x%lx became 0x%lx, not 0x%lx\n", i,
               across, before[i], after[i], wanted);
    }
}

// All registers must be as `before`, but for these three.
static void compare(const char *across, uint64_t rax, uint64_t rcx,
                    uint64_t r11)
{
    for (size_t i = 0; i < REGISTERS; i++) {
        expect(across, i,
               i == RAX   ? rax
               : i == RCX ? rcx
               : i == R11 ? r11
                          : before[i]);
    }
}

static void try_call(uint64_t number, uint64_t answer)
{
    before[RAX] = number;
    across_syscall();
    compare("syscall", answer, (uintptr_t)across_syscall_end, before[RFLAGS]);
    across_int();
    compare("int", answer, before[RCX], before[R11]);
}

static void try_calls(uint64_t pid)
{
    for (int round = 0; round < 400; round++) {
        choose_numbers();
        try_call(SYS_getpid, pid);
        try_call(SYS_yield, 0);
        try_call(SYS_COUNT + next_number() % INT32_MAX, (uint64_t)-ENOSYS);
        if (round % 64 == 0) {
            before[RDI] = 1;
            try_call(SYS_sleep, 0);
        }
    }
}

static void try_time(void)
{
    for (int round = 0; round < 20; round++) {
        choose_numbers();
        before[RCX] = 1000000;
        across_time();
        compare("time", before[RAX], 0, before[R11]);
    }
}

int main(int argc, char *argv[])
{
    if (argc != 3) {
        return 2;
    }
    seed = UINT64_C(0x9E3779B97F4A7C15) * (uint8_t)argv[2][0];
    if (strcmp(argv[1], "calls") == 0) {
        try_calls((uint64_t)getpid());
    } else {
        try_time();
    }
    return nwrong == 0 ? 0 : 1;
}
