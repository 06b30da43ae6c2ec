// SPDX-License-Identifier: MIT
// The kernel uses a page of ring 3: a CPU with SMAP refuses to read it, a CPU
// with SMEP refuses to execute it.

#include "boot/layout.h"
#include "cpu/protection.h"
#include "memory/frame.h"
#include "memory/kernel_space.h"
#include "test/runner.h"
#include "trap/trap.h"
#include "x86/cpu.h"
#include "x86/registers.h"

#define PAGE UINT64_C(0x400000)

static volatile unsigned nfaults;
static uintptr_t resume_rip, resume_rsp;

static void count_and_land(struct trap_frame *frame)
{
    nfaults++;
    frame->rip = resume_rip;
    frame->rsp = resume_rsp;
}

#define TRY(instruction)                                  \
    __asm__ volatile("lea 1f(%%rip), %%rax\n"             \
                     "mov %%rax, %0\n"                    \
                     "mov %%rsp, %1\n" instruction "\n1:" \
                     : "=m"(resume_rip), "=m"(resume_rsp) \
                     : "D"(PAGE)                          \
                     : "rax", "memory", "cc")

TEST(kernel_cannot_use_user_pages)
{
    paddr_t frame;
    if (!EXPECT(frame_alloc(&frame))) {
        return;
    }
    *(uint8_t *)phys_to_virt(frame) = 0xC3; // as code: ret
    EXPECT_EQUAL(space_map(kernel_space(), PAGE, frame, 1, PTE_USER), 0);
    size_t before = frame_nfree(); // with the tables
    trap_handler *was = trap_set_handler(VECTOR_PAGE_FAULT, count_and_land);

    nfaults = 0;
    TRY("movb (%%rdi), %%al");
    EXPECT_EQUAL(nfaults, (read_cr4() & CR4_SMAP) != 0);
    nfaults = 0;
    TRY("call *%%rdi");
    EXPECT_EQUAL(nfaults, (read_cr4() & CR4_SMEP) != 0);

    trap_set_handler(VECTOR_PAGE_FAULT, was);
    EXPECT_EQUAL(space_unmap(kernel_space(), PAGE, 1), 0);
    frame_free(frame);
    EXPECT_EQUAL(frame_nfree(), before + 1);
}
