// SPDX-License-Identifier: MIT
// Breaks: thread/switch.asm: mov [rdi], rsp =>
// Breaks: thread/switch.asm: push r12 => push r13

#include "device/pit.h"
#include "test/runner.h"
#include "thread/scheduler.h"
#include "thread/thread.h"

#define SWITCHES 500000 // by each of the two

// Calls scheduler_yield() with a value of our own in each register that a call
// must keep. Returns whether all of them came back.
static bool yield_with(uint64_t value)
{
    bool are_kept;
    __asm__ volatile("push %%rbp\n"
                     "lea 1(%1), %%rbx\n"
                     "lea 2(%1), %%rbp\n"
                     "lea 3(%1), %%r12\n"
                     "lea 4(%1), %%r13\n"
                     "lea 5(%1), %%r14\n"
                     "lea 6(%1), %%r15\n"
                     "push %1\n"
                     "call scheduler_yield\n"
                     "pop %%rax\n"
                     "sub %%rax, %%rbx\n sub $1, %%rbx\n"
                     "sub %%rax, %%rbp\n sub $2, %%rbp\n"
                     "sub %%rax, %%r12\n sub $3, %%r12\n"
                     "sub %%rax, %%r13\n sub $4, %%r13\n"
                     "sub %%rax, %%r14\n sub $5, %%r14\n"
                     "sub %%rax, %%r15\n sub $6, %%r15\n"
                     "or %%rbp, %%rbx\n or %%r12, %%rbx\n or %%r13, %%rbx\n"
                     "or %%r14, %%rbx\n or %%r15, %%rbx\n"
                     "pop %%rbp\n"
                     "test %%rbx, %%rbx\n"
                     "setz %0"
                     : "=a"(are_kept), "+D"(value)
                     :
                     : "rbx", "rcx", "rdx", "rsi", "r8", "r9", "r10", "r11",
                       "r12", "r13", "r14", "r15", "memory", "cc");
    return are_kept;
}

static void *yield_often(void *seed)
{
    uint64_t nlost = 0;
    for (uint64_t i = 0; i < SWITCHES; i++) {
        nlost += !yield_with((uint64_t)seed + (i << 8));
    }
    return (void *)nlost;
}

// The timer ticks at 10 kHz, so threads are also switched in its interrupt.
TEST(registers_survive_million_switches)
{
    EXPECT_EQUAL(pit_init(10000), 0);
    struct thread *a = thread_create("a", yield_often, (void *)0x1111000000);
    struct thread *b = thread_create("b", yield_often, (void *)0x7777000000);
    EXPECT(thread_join(a) == NULL);
    EXPECT(thread_join(b) == NULL);
    EXPECT_EQUAL(pit_init(100), 0);
}
