// SPDX-License-Identifier: MIT
// An old value in a register would be the kernel's, or another program's.
// Breaks: process/enter.asm: xor edi, edi =>
// Breaks: process/enter.asm: xor esi, esi =>

#include "test/machine_code.h"
#include "trap/trap.h"
#include "x86/registers.h"

#define RFLAGS_ALWAYS 2 // bit 1 is always set

MACHINE_CODE(call_at_once, "int $0x80"); // number 0: exit

static trap_handler *usual;
static struct trap_frame first;

static void note(struct trap_frame *frame)
{
    first = *frame;
    usual(frame);
}

TEST(registers_are_zero_at_start)
{
    usual = trap_set_handler(VECTOR_SYSCALL, note);
    EXPECT_EQUAL(run_machine_code(CODE_OF(call_at_once, 0)), 0);
    trap_set_handler(VECTOR_SYSCALL, usual);

    EXPECT_EQUAL(first.rip, CODE_AT + 2);
    const uint64_t *registers = &first.r15;
    for (size_t i = 0; i < offsetof(struct trap_frame, vector) / 8; i++) {
        EXPECT_EQUAL(registers[i], 0);
    }
    EXPECT_EQUAL(first.rflags, RFLAGS_IF | RFLAGS_ALWAYS);
    EXPECT_EQUAL(first.cs, GDT_USER_CODE);
    EXPECT_EQUAL(first.ss, GDT_USER_DATA);
    EXPECT_EQUAL(first.rsp % 16, 0);
    EXPECT(first.rsp < USER_STACK_END &&
           first.rsp > USER_STACK_END - USER_STACK_SIZE);
}
