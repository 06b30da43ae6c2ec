// SPDX-License-Identifier: MIT
// A program's rsp may be any number: the kernel does not access memory there,
// whether a call, an exception or an interrupt enters it.
// Breaks: syscall/syscall_entry.asm: mov rsp, [gs:CPU_KERNEL_RSP] =>

#include "boot/layout.h"
#include "device/pit.h"
#include "test/machine_code.h"
#include "trap/vectors.h"

#define WITH_STACK(instructions) "mov 0x10800, %rsp\n" instructions
MACHINE_CODE(nonsense, WITH_STACK("ud2"));
MACHINE_CODE(breakpoint, WITH_STACK("int3"));
MACHINE_CODE(push, WITH_STACK("push %rax"));
MACHINE_CODE(call, WITH_STACK("call . + 16"));
// Calls getpid twice, sleeps twice, computes for a while, and exits.
MACHINE_CODE(system_calls,
             WITH_STACK("mov $4, %eax\n syscall\n mov %rax, %rbx\n"
                        "mov $4, %eax\n int $0x80\n cmp %rax, %rbx\n jne 1f\n"
                        "mov $3, %eax\n mov $1, %edi\n syscall\n"
                        "mov $3, %eax\n mov $1, %edi\n int $0x80\n"
                        "mov $1000000, %ecx\n 0: loop 0b\n" // ticks come
                        "cmp 0x10800, %rsp\n jne 1f\n"
                        "xor %edi, %edi\n xor %eax, %eax\n int $0x80\n"
                        "1: ud2"));

static bool is_canonical(uint64_t address)
{
    return address >> 47 == 0 || address >> 47 == 0x1FFFF;
}

// A non-canonical rsp gives a stack fault; in QEMU, a general protection.
static bool is_refused(int status, uint64_t rsp)
{
    int reason = status & STATUS_REASON;
    return (status & STATUS_KILLED) &&
           (is_canonical(rsp - 8) ? reason == VECTOR_PAGE_FAULT
                                  : reason == VECTOR_STACK_FAULT ||
                                        reason == VECTOR_GENERAL_PROTECTION);
}

static void try(uint64_t rsp)
{
    EXPECT_EQUAL(run_machine_code(CODE_OF(nonsense, rsp)),
                 STATUS_KILLED | VECTOR_INVALID_OPCODE);
    EXPECT_EQUAL(run_machine_code(CODE_OF(breakpoint, rsp)),
                 STATUS_KILLED | VECTOR_BREAKPOINT);
    EXPECT(is_refused(run_machine_code(CODE_OF(push, rsp)), rsp));
    EXPECT(is_refused(run_machine_code(CODE_OF(call, rsp)), rsp));
    EXPECT_EQUAL(run_machine_code(CODE_OF(system_calls, rsp)), 0);
}

TEST(user_stack_pointer_may_be_anything)
{
    uint64_t ours;
    const uint64_t pointers[] = {0,
                                 1,
                                 7,
                                 CODE_AT + 3,
                                 USER_TOP,
                                 UINT64_C(0x7FFFFFFFFFFF),
                                 UINT64_C(0x800000000008),
                                 UINT64_C(0xDEADBEEF00000000),
                                 UINT64_C(0x8000000000000000),
                                 KERNEL_BASE + KERNEL_PHYSICAL,
                                 DIRECT_MAP_BASE,
                                 (uintptr_t)&ours,
                                 UINT64_MAX};
    EXPECT_EQUAL(pit_init(PIT_HZ_MAX), 0);
    for (size_t i = 0; i < ARRAY_LENGTH(pointers); i++) {
        try(pointers[i]);
    }
    EXPECT_EQUAL(pit_init(100), 0);
}
