// SPDX-License-Identifier: MIT
// Breaks: trap/stubs.asm: 21 || v == 29 || v == 30 => 22 || v == 29 || v == 30
// Breaks: trap/stubs.asm: push vector => push vector & 127

#include "cpu/gdt.h"
#include "test/runner.h"
#include "trap/stubs.h"
#include "trap/trap.h"

#define ERROR_CODE 0x5678

// Intel SDM Vol. 3A, table "Protected-Mode Exceptions and Interrupts", and for
// 29 and 30 AMD64 Architecture Programmer's Manual Vol. 2, "Vectors".
static const uint8_t with_error_code[] = {8,  10, 11, 12, 13,
                                          14, 17, 21, 29, 30};

static struct trap_frame seen;
static uint64_t rsp_before;

static void note(struct trap_frame *frame)
{
    seen = *frame;
}

static bool has_error_code(unsigned vector)
{
    for (size_t i = 0; i < ARRAY_LENGTH(with_error_code); i++) {
        if (with_error_code[i] == vector) {
            return true;
        }
    }
    return false;
}

// Pushes what the CPU pushes and jumps to the stub. Software cannot cause some
// of these exceptions, and int n never pushes an error code.
static __attribute__((noinline)) void deliver(unsigned vector)
{
    uintptr_t stub = (uintptr_t)trap_stubs + vector * TRAP_STUB_SIZE;
    __asm__ volatile("mov %%rsp, %[before];"
                     "mov %%rsp, %%rax;"
                     "and $-16, %%rsp;"
                     "mov %%ss, %%ecx; push %%rcx;"
                     "push %%rax;"
                     "pushf; cli;"
                     "mov %%cs, %%ecx; push %%rcx;"
                     "push $1f;"
                     "test %b[has_error], %b[has_error]; jz 2f;"
                     "push %[error];"
                     "2: jmp *%[stub];"
                     "1:"
                     : [before] "=m"(rsp_before)
                     : [stub] "r"(stub), [error] "i"(ERROR_CODE),
                       [has_error] "r"(has_error_code(vector))
                     : "rax", "rcx", "memory", "cc");
}

TEST(stubs_make_the_same_frame)
{
    for (unsigned vector = 0; vector < VECTOR_COUNT; vector++) {
        trap_handler *before = trap_set_handler(vector, note);
        deliver(vector);
        trap_set_handler(vector, before);
        EXPECT_EQUAL(seen.vector, vector);
        EXPECT_EQUAL(seen.error_code, has_error_code(vector) ? ERROR_CODE : 0);
        EXPECT_EQUAL(seen.rsp, rsp_before);
        EXPECT_EQUAL(seen.cs, GDT_KERNEL_CODE);
    }
}
