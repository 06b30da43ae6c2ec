// SPDX-License-Identifier: MIT
// test/machine_code.h - a program that is a few instructions and nothing else.
//
// For instructions that no compiler would write. The program has no crt0, so
// they find the registers as enter_program() leaves them.

#pragma once

#include "abi/numbers.h"
#include "base/list.h"
#include "base/required.h"
#include "boot/layout.h"
#include "cpu/interrupts.h"
#include "memory/frame.h"
#include "process/process.h"
#include "process/user_memory.h"
#include "test/runner.h"

#define CODE_AT      UINT64_C(0x10000) // no linked program uses this address
#define PARAMETER_AT 0x10800           // a word that the program can read
#define OTHER_DATA   0x20000           // a page that the program may write

struct machine_code {
    const void *start;
    size_t nbytes;
    uintptr_t at;       // CODE_AT; or so that the code ends with the lower half
    uint64_t parameter; // may be any number
};

// Instructions under a name, out of the compiler's way.
#define MACHINE_CODE(name, text)                                 \
    __asm__(".pushsection .rodata\n" #name ":\n" text "\n" #name \
            "_end:\n.popsection\n");                             \
    extern const uint8_t name[], name##_end[]

#define CODE_OF(name, number)                                        \
    (&(struct machine_code){.start = (name),                         \
                            .nbytes = (size_t)(name##_end - (name)), \
                            .at = CODE_AT,                           \
                            .parameter = (number)})

// Maps the last page of the lower half, which user_map() maps for no program.
// Its page tables exist already, because of the stack below it.
static inline void map_last_page(struct space *space, const void *content,
                                 size_t nbytes)
{
    paddr_t frame;
    pte_t *table = phys_to_virt(space->root);
    for (int level = 4; level > 1; level--) {
        pte_t entry = table[PAGE_TABLE_INDEX(USER_TOP, level)];
        table = phys_to_virt((paddr_t){entry & PTE_ADDRESS});
    }
    if (EXPECT(frame_alloc(&frame))) {
        uint8_t *end = (uint8_t *)phys_to_virt(frame) + PAGE_SIZE;
        memcpy(end - nbytes, content, nbytes);
        table[PAGE_TABLE_INDEX(USER_TOP, 1)] =
            frame.raw | PTE_PRESENT | PTE_USER;
    }
}

// Replaces the code of a new process before it begins.
static inline void exchange_code(struct process *process,
                                 const struct machine_code *code)
{
    struct space *space = &process->user.space;
    uintptr_t page = align_down(code->at, PAGE_SIZE);
    if (page == USER_TOP) {
        map_last_page(space, code->start, code->nbytes);
    } else {
        EXPECT_EQUAL(user_map(space, page, 1, 0), 0);
        user_write(space, code->at, code->start, code->nbytes);
        user_write(space, PARAMETER_AT, &code->parameter, 8);
    }
    EXPECT_EQUAL(user_map(space, OTHER_DATA, 1, PTE_WRITE | PTE_NX), 0);
    process->entry = code->at;
}

// Runs the code; returns the status of process_wait(), or a negative errno.
static inline int run_machine_code(const struct machine_code *code)
{
    static const struct arguments none;
    bool were_on = interrupts_off(); // the process does not run yet
    int pid = process_start("hello", &none);
    if (pid > 0) {
        struct list_node *last = process_current()->children.head.previous;
        exchange_code(LIST_ENTRY(last, struct process, sibling), code);
    }
    interrupts_restore(were_on);
    int status = pid;
    if (pid > 0 && process_wait(pid, &status, 10000) != pid) {
        (void)process_kill(pid);
        EXPECT(process_wait(pid, &status, 10000) == pid);
    }
    return status;
}
