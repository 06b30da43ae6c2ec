// SPDX-License-Identifier: MIT
// bench/process_costs.c - programs.
//
// A system call costs a program time, so user/bench/measure.c measures it.

#include "base/string.h"
#include "bench/costs.h"
#include "lib/panic.h"
#include "process/process.h"
#include "terminal/console.h"
#include "terminal/line.h"
#include "test/bench.h"

#define COUNT       200
#define NCHILDREN   60
#define LINE_LENGTH 500
#define ERASED_MAX  60

static int start_with(const char *part, const char *argument)
{
    const char *const words[] = {"measure", part, argument};
    struct arguments arguments = {0};
    for (size_t i = 0; i < ARRAY_LENGTH(words) && words[i] != NULL; i++) {
        KASSERT(arguments_add(&arguments, words[i], strlen(words[i])) == 0);
    }
    int pid = process_start("measure", &arguments);
    KASSERT(pid > 0);
    return pid;
}

static int start(const char *part)
{
    return start_with(part, NULL);
}

static void wait_for(int pid)
{
    int status;
    KASSERT(process_wait(pid, &status, WAIT_FOREVER) == pid);
}

static void run(const char *part)
{
    wait_for(start(part));
}

static void run_to_end(void)
{
    run("end");
}

static void print_newlines(void)
{
    run("newlines");
}

static void run_large(void)
{
    run("large");
}

static void type_bytes(size_t nbytes)
{
    for (size_t i = 0; i < nbytes; i++) {
        console_type_bytes("x", 1);
    }
}

// The input of the program's part "read".
static void type_line(void)
{
    type_bytes(LINE_LENGTH - 1);
    console_type_bytes("\n", 1);
}

// A full line that is shown again and then dropped, a line that is just short
// enough to be erased, and a full line that is entered.
static void edit_lines(void)
{
    type_bytes(LINE_SIZE - 2);
    kprintf("a message");
    type_bytes(1);
    console_type_bytes("\025", 1); // ctrl-U
    type_bytes(ERASED_MAX);
    console_type_bytes("\025", 1);
    type_bytes(LINE_SIZE - 1);
    console_type_bytes("\n", 1);
}

void measure_first_program(void)
{
    char time[24];
    snprintf(time, sizeof(time), "%lu", entry_time);
    wait_for(start_with("first", time));
}

static void measure_among_children(void)
{
    int pids[NCHILDREN];
    for (size_t i = 0; i < NCHILDREN; i++) {
        pids[i] = start("sleep");
    }
    BENCH("start of a program, its end, wait, among 60", COUNT, run_to_end());
    for (size_t i = 0; i < NCHILDREN; i++) {
        KASSERT(process_kill(pids[i]) == 0);
        wait_for(pids[i]);
    }
}

void measure_programs(void)
{
    run(NULL);
    if (counts_instructions()) {
        run("tick");
    }
    type_line();
    run("read");
    BENCH("start of a program, its end, wait, by the kernel", COUNT,
          run_to_end());
    measure_among_children();
    measure_interrupts_off("interrupts off, longest: start, end and wait",
                           run_to_end);
    measure_interrupts_off(
        "interrupts off, longest: program writes 256 newlines", print_newlines);
    measure_interrupts_off("interrupts off, longest: program of 16 MiB ends",
                           run_large);
    measure_interrupts_off("interrupts off, longest: a line is edited",
                           edit_lines);
    run("files");
}
