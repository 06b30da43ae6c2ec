// SPDX-License-Identifier: MIT
// The CPU raises no #DB between an instruction that loads ss and the next one.
// If a debug register watches the memory that ss is loaded from, and the next
// instruction enters the kernel, the #DB comes there (CVE-2018-8897). A program
// cannot set a debug register, so the test does.
// tests_pass_under_bochs.py runs this as well: QEMU raises the #DB at once.

#include "base/kprintf.h"
#include "test/machine_code.h"
#include "trap/trap.h"

// Intel SDM Vol. 3A, "Debug Control Register (DR7)": watch reads and writes of
// the two bytes at DR0.
#define DR7_WATCH_TWO_BYTES (1 << 0 | 3 << 16 | 1 << 18)

#define LOAD_SS(instructions) "mov 0x10800, %ss\n" instructions
#define THEN_EXIT             "\n xor %edi, %edi\n xor %eax, %eax\n syscall"
MACHINE_CODE(ss_then_nothing, LOAD_SS("nop") THEN_EXIT);
MACHINE_CODE(ss_then_syscall,
             "mov $4, %eax\n xor %esp, %esp\n" LOAD_SS("syscall") THEN_EXIT);
MACHINE_CODE(ss_then_int, "mov $4, %eax\n" LOAD_SS("int $0x80") THEN_EXIT);
MACHINE_CODE(ss_then_int3, LOAD_SS("int3"));
MACHINE_CODE(ss_then_icebp, LOAD_SS(".byte 0xF1"));
MACHINE_CODE(ss_then_nonsense, LOAD_SS("ud2"));
MACHINE_CODE(ss_then_halt, LOAD_SS("hlt"));
MACHINE_CODE(ss_then_null, LOAD_SS("mov 0, %eax"));
MACHINE_CODE(ss_then_gate, LOAD_SS("int $14"));

static trap_handler *usual;
static unsigned nreports; // in ring 0

static void note(struct trap_frame *frame)
{
    nreports++;
    usual(frame);
}

static void watch(uintptr_t address, uintptr_t how)
{
    __asm__ volatile("mov %0, %%dr0" : : "r"(address));
    __asm__ volatile("mov %0, %%dr7" : : "r"(how));
}

// The program is killed by the #DB, or ends as it would without it.
static void try(const struct machine_code *code, int status)
{
    int ended = run_machine_code(code);
    EXPECT(ended == status || ended == (STATUS_KILLED | VECTOR_DEBUG));
}

TEST(watchpoint_on_ss_load_is_survived)
{
    const uint64_t ss = GDT_USER_DATA;
    usual = trap_set_handler(VECTOR_DEBUG, note);
    watch(PARAMETER_AT, DR7_WATCH_TWO_BYTES);
    EXPECT_EQUAL(run_machine_code(CODE_OF(ss_then_nothing, ss)),
                 STATUS_KILLED | VECTOR_DEBUG);
    try(CODE_OF(ss_then_syscall, ss), 0);
    try(CODE_OF(ss_then_int, ss), 0);
    try(CODE_OF(ss_then_int3, ss), STATUS_KILLED | VECTOR_BREAKPOINT);
    try(CODE_OF(ss_then_icebp, ss), STATUS_KILLED | VECTOR_DEBUG);
    try(CODE_OF(ss_then_nonsense, ss), STATUS_KILLED | VECTOR_INVALID_OPCODE);
    try(CODE_OF(ss_then_halt, ss), STATUS_KILLED | VECTOR_GENERAL_PROTECTION);
    try(CODE_OF(ss_then_null, ss), STATUS_KILLED | VECTOR_PAGE_FAULT);
    try(CODE_OF(ss_then_gate, ss), STATUS_KILLED | VECTOR_GENERAL_PROTECTION);
    watch(0, 0);
    trap_set_handler(VECTOR_DEBUG, usual);
    EXPECT_EQUAL(run_machine_code(CODE_OF(ss_then_syscall, ss)), 0);
    kprintf("in ring 0: %u\n", nreports);
}
