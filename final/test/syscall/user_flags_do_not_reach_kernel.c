// SPDX-License-Identifier: MIT
// A program sets each flag that could change what the kernel does, then makes a
// system call with an unmapped address. The handler of the page fault sees the
// flags that the kernel runs with.
// Breaks: syscall/dispatch.c: RFLAGS_TF | RFLAGS_DF | => RFLAGS_DF |
// Breaks: syscall/dispatch.c: RFLAGS_NT | RFLAGS_AC => RFLAGS_NT
// Breaks: trap/stubs.asm: popfq => pop rbx

#include "cpu/protection.h"
#include "syscall/syscall_registers.h"
#include "test/machine_code.h"
#include "test/programs.h"
#include "trap/trap.h"
#include "x86/cpu.h"
#include "x86/registers.h"

#define NOTHING 0x1000 // nothing is mapped at this address

#define HARMFUL (RFLAGS_TF | RFLAGS_DF | RFLAGS_IOPL | RFLAGS_NT | RFLAGS_AC)

// Calls write(NOTHING, 8), and exits with 0 if the result is -EFAULT. The flags
// are set last: with TF set, the program is killed after one instruction.
#define CALL_WITH_FLAGS(instruction)                                          \
    "mov $1, %eax\n mov $0x1000, %edi\n mov $8, %esi\n"                       \
    "pushfq\n mov 0x10800, %rdx\n or %rdx, (%rsp)\n popfq\n" instruction "\n" \
    "xor %edi, %edi\n cmp $-14, %rax\n setne %dil\n xor %eax, %eax\n"         \
    "syscall"
MACHINE_CODE(by_syscall, CALL_WITH_FLAGS("syscall"));
MACHINE_CODE(by_int, CALL_WITH_FLAGS("int $0x80"));

static trap_handler *usual;
static unsigned nfaults;
static uint64_t in_call, in_handler;

static void note(struct trap_frame *frame)
{
    if (read_cr2() == NOTHING) {
        nfaults++;
        in_call = frame->rflags;
        in_handler = read_flags();
    }
    usual(frame);
}

static void try(struct machine_code *code, uint64_t flags)
{
    bool is_traced = flags & RFLAGS_TF;
    nfaults = 0;
    code->parameter = flags;
    EXPECT_EQUAL(run_machine_code(code),
                 is_traced ? STATUS_KILLED | VECTOR_DEBUG : 0);
    EXPECT_EQUAL(nfaults, 1);
    // On a CPU with SMAP, the kernel sets AC for the copy.
    uint64_t opens = read_cr4() & CR4_SMAP ? RFLAGS_AC : 0;
    EXPECT_EQUAL(in_call & HARMFUL, opens);
    EXPECT_EQUAL(in_handler & HARMFUL, 0);
}

TEST(user_flags_do_not_reach_kernel)
{
    static const uint64_t flags[] = {0,
                                     RFLAGS_DF,
                                     RFLAGS_AC,
                                     RFLAGS_NT,
                                     RFLAGS_TF,
                                     RFLAGS_IOPL,
                                     HARMFUL & ~RFLAGS_TF,
                                     HARMFUL};
    usual = trap_set_handler(VECTOR_PAGE_FAULT, note);
    for (size_t i = 0; i < ARRAY_LENGTH(flags); i++) {
        try(CODE_OF(by_syscall, 0), flags[i]);
        try(CODE_OF(by_int, 0), flags[i]);
    }
    trap_set_handler(VECTOR_PAGE_FAULT, usual);

    // And with a pointer to the kernel's own memory.
    EXPECT_EQUAL(run("sets_every_flag"), 0);

    EXPECT_EQUAL(rdmsr(MSR_FMASK) & (HARMFUL | RFLAGS_IF), HARMFUL | RFLAGS_IF);
    uint64_t star = rdmsr(MSR_STAR);
    EXPECT_EQUAL(star >> STAR_SYSRET_BIT & GDT_RING_3, GDT_RING_3);
    EXPECT_EQUAL((star >> STAR_SYSRET_BIT) + 16, GDT_USER_CODE);
    EXPECT_EQUAL((star >> STAR_SYSRET_BIT) + 8, GDT_USER_DATA);
    EXPECT_EQUAL(star >> STAR_SYSCALL_BIT & 0xFFFF, GDT_KERNEL_CODE);
}
