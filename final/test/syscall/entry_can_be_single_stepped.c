// SPDX-License-Identifier: MIT
// A program that traces itself steps over the instructions that enter the
// kernel, also right behind one that loads ss: it gets #DB when it is back. On
// some CPUs the #DB comes at the kernel's first instruction, where rsp may be
// the program's, so #DB has a stack of its own. On all CPUs a breakpoint there
// tests this; in Bochs, a step over SYSCALL does as well.
// Breaks: trap/idt.c: return IST_DEBUG; => return IST_NONE;
// Breaks: syscall/dispatch.c: rip == stubs + VECTOR_SYSCALL * TRAP_STUB_SIZE ||
//     =>

#include "cpu/protection.h"
#include "syscall/syscall_entry.h"
#include "test/machine_code.h"
#include "trap/stubs.h"
#include "trap/trap.h"
#include "x86/cpu.h"
#include "x86/registers.h"

// Intel SDM Vol. 3A, "Debug Control Register (DR7)": the instruction at DR0.
// It is not reported again while RF is set: "Instruction-Breakpoint Exception
// Condition".
#define DR7_INSTRUCTION 1
#define RFLAGS_RF       (1 << 16)

#define EXIT "\n xor %edi, %edi\n xor %eax, %eax\n int $0x80"

// Loads the parameter as the stack pointer first.
#define WITH_STACK(instruction) \
    "mov $4, %eax\n mov 0x10800, %rsp\n" instruction EXIT
MACHINE_CODE(come_by_syscall, WITH_STACK("syscall"));
MACHINE_CODE(come_by_int, WITH_STACK("int $0x80"));
MACHINE_CODE(come_by_int3, WITH_STACK("int3"));

#define TRACED(instructions)                                  \
    "mov $4, %eax\n mov 0x10800, %rdx\n"                      \
    "mov %ss, %ebx\n push %rbx\n lea -8(%rsp), %rcx\n"        \
    "push %rcx\n pushfq\n mov %cs, %ebx\n push %rbx\n"        \
    "lea 1f(%rip), %rbx\n push %rbx\n" /* as for iretq */     \
    "mov %ss, %ebx\n"                                         \
    "pushfq\n or %rdx, (%rsp)\n popfq\n" instructions "\n1: " \
    "nop\n nop" EXIT
MACHINE_CODE(step_over_nothing, TRACED("nop"));
MACHINE_CODE(step_over_syscall, TRACED("syscall"));
MACHINE_CODE(step_over_int, TRACED("int $0x80"));
MACHINE_CODE(step_over_int3, TRACED("int3"));
MACHINE_CODE(step_over_iret, TRACED("iretq"));
MACHINE_CODE(step_over_ss, TRACED("mov %ebx, %ss"));
MACHINE_CODE(step_over_ss_syscall, TRACED("mov %ebx, %ss\n syscall"));
MACHINE_CODE(step_over_ss_int, TRACED("mov %ebx, %ss\n int $0x80"));
MACHINE_CODE(step_over_ss_int3, TRACED("mov %ebx, %ss\n int3"));

static trap_handler *usual;
static unsigned nreports; // in ring 0

static void go_on(struct trap_frame *frame)
{
    nreports++;
    usual(frame);
    frame->rflags |= RFLAGS_RF;
}

static void break_at(uintptr_t address, uintptr_t how)
{
    __asm__ volatile("mov %0, %%dr0" : : "r"(address));
    __asm__ volatile("mov %0, %%dr7" : : "r"(how));
}

static void stop_at(uintptr_t address, struct machine_code *code, int status)
{
    static const uint64_t pointers[] = {0, CODE_AT, UINT64_C(0x800000000000)};
    for (size_t i = 0; i < ARRAY_LENGTH(pointers); i++) {
        code->parameter = pointers[i];
        nreports = 0;
        break_at(address, DR7_INSTRUCTION);
        EXPECT_EQUAL(run_machine_code(code), status);
        break_at(0, 0);
        EXPECT(nreports >= 1); // the exit call may add one
    }
}

static uintptr_t stub_of(unsigned vector)
{
    return (uintptr_t)trap_stubs + vector * TRAP_STUB_SIZE;
}

// With SMAP, QEMU 7.2 reads the stack for iretq as if in ring 0: page fault.
static void step_over_iret_ends_with(int status, uint64_t flag)
{
    int end = run_machine_code(CODE_OF(step_over_iret, flag));
    bool is_qemus =
        (read_cr4() & CR4_SMAP) && end == (STATUS_KILLED | VECTOR_PAGE_FAULT);
    if (!is_qemus) {
        EXPECT_EQUAL(end, status);
    }
}

TEST(entry_can_be_single_stepped)
{
    const int debug = STATUS_KILLED | VECTOR_DEBUG;
    const int breakpoint = STATUS_KILLED | VECTOR_BREAKPOINT;
    usual = trap_set_handler(VECTOR_DEBUG, go_on);
    stop_at((uintptr_t)syscall_entry, CODE_OF(come_by_syscall, 0), 0);
    stop_at(stub_of(VECTOR_SYSCALL), CODE_OF(come_by_int, 0), 0);
    stop_at(stub_of(VECTOR_BREAKPOINT), CODE_OF(come_by_int3, 0), breakpoint);
    trap_set_handler(VECTOR_DEBUG, usual);

    const uint64_t flag = RFLAGS_TF;
    EXPECT_EQUAL(run_machine_code(CODE_OF(step_over_nothing, flag)), debug);
    EXPECT_EQUAL(run_machine_code(CODE_OF(step_over_syscall, flag)), debug);
    EXPECT_EQUAL(run_machine_code(CODE_OF(step_over_int, flag)), debug);
    EXPECT_EQUAL(run_machine_code(CODE_OF(step_over_int3, flag)), breakpoint);
    step_over_iret_ends_with(debug, flag);
    EXPECT_EQUAL(run_machine_code(CODE_OF(step_over_ss, flag)), debug);
    EXPECT_EQUAL(run_machine_code(CODE_OF(step_over_ss_syscall, flag)), debug);
    EXPECT_EQUAL(run_machine_code(CODE_OF(step_over_ss_int, flag)), debug);
    EXPECT_EQUAL(run_machine_code(CODE_OF(step_over_ss_int3, flag)),
                 breakpoint);
    // With TF clear, the same programs end by themselves.
    EXPECT_EQUAL(run_machine_code(CODE_OF(step_over_ss_syscall, 0)), 0);
    EXPECT_EQUAL(run_machine_code(CODE_OF(step_over_ss_int, 0)), 0);
    step_over_iret_ends_with(0, 0);
}
