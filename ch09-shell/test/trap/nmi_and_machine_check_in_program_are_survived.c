// SPDX-License-Identifier: MIT
// A program makes calls while NMIs and machine checks come. The test itself
// causes none: nmi_at_every_instruction_is_survived.py does.

#include "base/kprintf.h"
#include "cpu/stack.h"
#include "cpu/this_cpu.h"
#include "test/programs.h"
#include "test/runner.h"
#include "trap/trap.h"
#include "x86/cpu.h"
#include "x86/registers.h"

// Intel SDM Vol. 4, IA32_MCG_STATUS and IA32_MC0_STATUS: read, and set to 0, or
// the next machine check stops the CPU.
#define MSR_MCG_STATUS 0x17A
#define MSR_MC0_STATUS 0x401

#define PLACES_MAX 512

static struct cpu *our_cpu;
static uintptr_t places[PLACES_MAX]; // the rip that each event interrupted
static size_t nplaces, nwrong;

static bool is_on(const void *place, unsigned ist)
{
    uintptr_t end = stack_end_for_ist(ist);
    return (uintptr_t)place < end && (uintptr_t)place >= end - STACK_SIZE;
}

// In ring 0 the handler must stay on a stack of its own, since rsp may be the
// program's. For an event in ring 3 it runs on the thread's stack.
static void note(const struct trap_frame *frame, unsigned ist)
{
    nwrong += this_cpu() != our_cpu;
    nwrong += rdmsr(MSR_GS_BASE) != (uintptr_t)our_cpu;
    nwrong += is_on(frame, ist) == trap_is_in_program(frame);
    nwrong += is_on(&frame, ist) == trap_is_in_program(frame);
    if (nplaces < PLACES_MAX) {
        places[nplaces++] = frame->rip;
    }
}

static void on_nmi(struct trap_frame *frame)
{
    note(frame, IST_NMI);
}

static void on_machine_check(struct trap_frame *frame)
{
    note(frame, IST_MACHINE_CHECK);
    wrmsr(MSR_MC0_STATUS, 0);
    wrmsr(MSR_MCG_STATUS, 0);
}

TEST(nmi_and_machine_check_in_program_are_survived)
{
    our_cpu = this_cpu();
    trap_set_handler(VECTOR_NMI, on_nmi);
    trap_set_handler(VECTOR_MACHINE_CHECK, on_machine_check);
    EXPECT_EQUAL(run("register_holder calls n"), 0);
    trap_set_handler(VECTOR_NMI, NULL);
    trap_set_handler(VECTOR_MACHINE_CHECK, NULL);

    EXPECT_EQUAL(nwrong, 0);
    EXPECT(this_cpu() == our_cpu);
    for (size_t i = 0; i < nplaces; i++) {
        kprintf("it came at 0x%lx\n", places[i]);
    }
}
