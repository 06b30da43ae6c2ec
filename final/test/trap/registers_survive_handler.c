// SPDX-License-Identifier: MIT
// Breaks: trap/stubs.asm: push r8 => push r9
// Breaks: trap/trap.c: handler(frame);
//     => struct trap_frame copy = *frame; handler(&copy);

#include "test/runner.h"
#include "trap/trap.h"

// What the registers held before int3 and after it, as take_breakpoint()
// names them.
static uint64_t before[15], after[15];

static void overwrite_registers(struct trap_frame *frame)
{
    (void)frame;
    // All that the ABI lets a function overwrite; C code saves the others.
    __asm__ volatile("mov $-1, %%rax; mov $-1, %%rcx; mov $-1, %%rdx;"
                     "mov $-1, %%rsi; mov $-1, %%rdi; mov $-1, %%r8;"
                     "mov $-1, %%r9; mov $-1, %%r10; mov $-1, %%r11"
                     :
                     :
                     : "rax", "rcx", "rdx", "rsi", "rdi", "r8", "r9", "r10",
                       "r11", "memory");
}

// Loads 15 registers, takes a breakpoint, and stores them again. rsp needs no
// test: if it changed, the function would not return.
static __attribute__((noinline)) void take_breakpoint(void)
{
    __asm__ volatile("push %%rbp; push %%rbx;"
                     "mov before+0, %%rax; mov before+8, %%rbx;"
                     "mov before+16, %%rcx; mov before+24, %%rdx;"
                     "mov before+32, %%rsi; mov before+40, %%rdi;"
                     "mov before+48, %%rbp; mov before+56, %%r8;"
                     "mov before+64, %%r9; mov before+72, %%r10;"
                     "mov before+80, %%r11; mov before+88, %%r12;"
                     "mov before+96, %%r13; mov before+104, %%r14;"
                     "mov before+112, %%r15;"
                     "int3;"
                     "mov %%rax, after+0; mov %%rbx, after+8;"
                     "mov %%rcx, after+16; mov %%rdx, after+24;"
                     "mov %%rsi, after+32; mov %%rdi, after+40;"
                     "mov %%rbp, after+48; mov %%r8, after+56;"
                     "mov %%r9, after+64; mov %%r10, after+72;"
                     "mov %%r11, after+80; mov %%r12, after+88;"
                     "mov %%r13, after+96; mov %%r14, after+104;"
                     "mov %%r15, after+112;"
                     "pop %%rbx; pop %%rbp"
                     :
                     : "m"(before), "m"(after)
                     : "rax", "rcx", "rdx", "rsi", "rdi", "r8", "r9", "r10",
                       "r11", "r12", "r13", "r14", "r15", "memory", "cc");
}

// Changes the 15 registers on purpose: they come first in the frame.
static void change_registers(struct trap_frame *frame)
{
    uint64_t *registers = (uint64_t *)frame;
    for (unsigned i = 0; i < ARRAY_LENGTH(before); i++) {
        registers[i] += 0x10;
    }
}

static void expect_difference(trap_handler *handler, uint64_t difference)
{
    for (unsigned i = 0; i < ARRAY_LENGTH(before); i++) {
        before[i] = 0x0123456789abcdef * (i + 1);
    }
    trap_handler *old = trap_set_handler(VECTOR_BREAKPOINT, handler);
    take_breakpoint();
    trap_set_handler(VECTOR_BREAKPOINT, old);
    for (unsigned i = 0; i < ARRAY_LENGTH(before); i++) {
        EXPECT_EQUAL(after[i], before[i] + difference);
    }
}

TEST(registers_survive_handler)
{
    expect_difference(overwrite_registers, 0);
    expect_difference(change_registers, 0x10);
}
