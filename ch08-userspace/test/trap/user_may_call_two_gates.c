// SPDX-License-Identifier: MIT
// Of all 256 gates: int 3 and int 0x80. By any other gate a program could fake
// an exception or an interrupt of the keyboard.
// Breaks: trap/idt.c: is_for_programs ? IDT_RING_3 : 0 => true ? IDT_RING_3 : 0
// Breaks: trap/idt.c: vector == VECTOR_BREAKPOINT || vector == VECTOR_SYSCALL;
//     => vector >= 0x70 && vector <= VECTOR_SYSCALL;
// Breaks: trap/idt.c: vector == VECTOR_BREAKPOINT || vector == VECTOR_SYSCALL;
//     => vector == VECTOR_BREAKPOINT;

#include "test/machine_code.h"
#include "trap/vectors.h"

static int reason_for(unsigned vector)
{
    switch (vector) {
    case VECTOR_BREAKPOINT: return VECTOR_BREAKPOINT;
    case VECTOR_SYSCALL: return VECTOR_INVALID_OPCODE; // the call returned
    default: return VECTOR_GENERAL_PROTECTION;
    }
}

TEST(user_may_call_two_gates)
{
    for (unsigned vector = 0; vector < VECTOR_COUNT; vector++) {
        // or eax, -1: not the number of a call   int vector   ud2
        const uint8_t bytes[] = {0x83, 0xC8, 0xFF, 0xCD, (uint8_t)vector,
                                 0x0F, 0x0B};
        struct machine_code code = {bytes, sizeof(bytes), CODE_AT, 0};
        EXPECT_EQUAL(run_machine_code(&code),
                     STATUS_KILLED | reason_for(vector));
    }
}
