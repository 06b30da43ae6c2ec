// SPDX-License-Identifier: MIT
// Each hostile program ends as it should, one after the other, and a witness
// goes on.
//
// Breaks: process/fault.c: (int)frame->vector => VECTOR_PAGE_FAULT
// Breaks: process/process.c: thread_kill(LIST_ENTRY( => (void)(LIST_ENTRY(

#include "abi/status.h"
#include "abi/termios.h"
#include "base/errno.h"
#include "base/kprintf.h"
#include "base/string.h"
#include "cpu/protection.h"
#include "terminal/console.h"
#include "test/count_threads.h"
#include "test/kernel_io.h"
#include "test/programs.h"
#include "test/runner.h"
#include "trap/trap.h"
#include "x86/cpu.h"
#include "x86/registers.h"

#define STOPPED(vector) (STATUS_KILLED | (vector))

#define DE STOPPED(0)  // divide error
#define DB STOPPED(1)  // debug
#define BP STOPPED(3)  // breakpoint
#define UD STOPPED(6)  // invalid opcode
#define GP STOPPED(13) // general protection
#define PF STOPPED(14) // page fault

// As the first lines of each say: shell_runs_hostile_programs.py compares.
static const struct {
    const char *name;
    int status; // or -ETIMEDOUT: it does not end by itself
} hostile[] = {
    {"asks_for_nothing", 0},      {"breakpoint", BP},
    {"calls_an_interrupt", GP},   {"disables_interrupts", GP},
    {"divides_by_zero", DE},      {"eats_memory", 0},
    {"executes_data", PF},        {"executes_nonsense", UD},
    {"executes_stack", PF},       {"far_jumps", GP},
    {"follows_null", PF},         {"halts", GP},
    {"jumps_to_kernel", PF},      {"jumps_to_noncanonical", GP},
    {"loads_page_tables", GP},    {"loops_forever", -ETIMEDOUT},
    {"overflows_stack", PF},      {"reads_kernel", PF},
    {"reads_model_register", GP}, {"reloads_tables", GP},
    {"returns_to_ring_0", GP},    {"sets_every_flag", 0},
    {"single_steps", DB},         {"sleeps_forever", -ETIMEDOUT},
    {"spawns_storm", -ETIMEDOUT}, {"swaps_gs", GP},
    {"uses_ports", GP},           {"wild_pointers", 0},
    {"writes_code", PF},          {"writes_kernel", PF},
    {"loads_segments", GP},       {"loses_stack", 0},
    {"sets_breakpoints", GP},     {"makes_raw", 0},
};

// Short for those that do not end. Most others need a fraction of the long
// one; eats_memory, which reads all of memory, needs more.
#define PATIENCE_WITH(wanted) ((wanted) == -ETIMEDOUT ? 500 : PATIENCE_MS)

// Without NX, data can be executed, and does no harm. With SMAP, QEMU 7.2 reads
// the stack for iretq and lretq as if in ring 0, which gives a page fault.
static bool is_excused(const char *name, int status)
{
    if (strncmp(name, "executes_", strlen("executes_")) == 0) {
        return pte_supported_bits(PTE_NX) == 0 && status == 0;
    }
    bool returns = strcmp(name, "returns_to_ring_0") == 0 ||
                   strcmp(name, "far_jumps") == 0;
    return returns && (read_cr4() & CR4_SMAP) && status == PF;
}

static void run_hostile(const char *name, int wanted)
{
    int status = 0;
    int pid = start(name);
    int result = process_wait(pid, &status, PATIENCE_WITH(wanted));
    if (result == -ETIMEDOUT) {
        EXPECT_EQUAL(kill(pid), STOPPED(KILLED_BY_PARENT));
        status = result;
    }
    if (!EXPECT(status == wanted || is_excused(name, status))) {
        kprintf("%s: %#x, not %#x\n", name, (unsigned)status, (unsigned)wanted);
    }
}

TEST(hostile_programs_harm_only_themselves)
{
    struct termios settings;
    control_object(console_object(), TCGETS, &settings, sizeof(settings));
    int status;
    EXPECT_EQUAL(run("lifecycle"), 0);
    size_t frames = count_frames(), blocks = count_blocks();
    int witness = start("witness");
    for (size_t i = 0; i < ARRAY_LENGTH(hostile); i++) {
        run_hostile(hostile[i].name, hostile[i].status);
        EXPECT_EQUAL(process_wait(witness, &status, 0), -ETIMEDOUT);
    }
    EXPECT_EQUAL(kill(witness), STOPPED(KILLED_BY_PARENT));
    EXPECT_EQUAL(count_threads(), 0);
    EXPECT_EQUAL(count_processes(), 0);
    EXPECT_EQUAL(count_frames(), frames);
    EXPECT_EQUAL(count_blocks(), blocks);
    control_object(console_object(), TCSETS, &settings, sizeof(settings));
}
