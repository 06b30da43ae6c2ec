// SPDX-License-Identifier: MIT
// While a thread copies, another one unmaps a page of the memory and maps it
// again: the copy returns -EFAULT, or copies all of the content.
//
// Breaks: process/user_copy.asm: dq user_copy_bytes.words
//     => ; dq user_copy_bytes.words

#include "base/errno.h"
#include "base/string.h"
#include "boot/layout.h"
#include "device/pit.h"
#include "memory/frame.h"
#include "memory/kernel_space.h"
#include "process/user_copy.h"
#include "test/programs.h"
#include "test/runner.h"
#include "thread/scheduler.h"
#include "thread/thread.h"
#include "x86/cpu.h"
#include "x86/registers.h"

#define START  UINT64_C(0x10000000)
#define NPAGES 16
#define NBYTES (NPAGES * PAGE_SIZE)

static paddr_t first;
static uint8_t buffer[NBYTES];
static volatile bool is_over;
static unsigned nfaults, ncopied, nopen;

static bool map(size_t page)
{
    paddr_t frame = {first.raw + page * PAGE_SIZE};
    return space_map(kernel_space(), START + page * PAGE_SIZE, frame, 1,
                     PTE_WRITE | PTE_USER | PTE_NX) == 0;
}

static void *unmap_and_map(void *unused)
{
    for (size_t i = 0; !is_over; i = (i + 7) % NPAGES) {
        // A thread that is preempted in a copy suspends SMAP for no other.
        nopen += (read_flags() & RFLAGS_AC) != 0;
        EXPECT_EQUAL(space_unmap(kernel_space(), START + i * PAGE_SIZE, 1), 0);
        scheduler_yield();
        EXPECT(map(i));
        scheduler_yield();
    }
    return unused;
}

static void count(int64_t result, int64_t wanted)
{
    ncopied += result == wanted;
    nfaults += result == -EFAULT;
    nopen += (read_flags() & RFLAGS_AC) != 0;
    EXPECT(result == wanted || result == -EFAULT);
}

static void copy_a_while(uint8_t *content)
{
    uaddr_t start = {START};
    uint64_t end = pit_ticks() + 5000;
    while (pit_ticks() < end) {
        memset(buffer, 0, NBYTES);
        int result = copy_from_user(buffer, start, NBYTES);
        count(result, 0);
        EXPECT(result != 0 || memcmp(buffer, content, NBYTES) == 0);
        // The same bytes as are there already, so the content does not change.
        count(copy_to_user(start, content, NBYTES), 0);
        count(copy_string_from_user((char *)buffer, start, NBYTES), NBYTES - 1);
    }
}

TEST(user_copy_survives_unmap)
{
    nfaults = ncopied = nopen = 0;
    is_over = false;
    if (!EXPECT(frame_alloc_run(NPAGES, UINT64_MAX, &first))) {
        return;
    }
    for (size_t i = 0; i < NPAGES; i++) {
        EXPECT(map(i)); // makes the page tables, which stay
    }
    EXPECT_EQUAL(space_unmap(kernel_space(), START, NPAGES), 0);
    size_t frames = count_frames() + NPAGES;
    uint8_t *content = phys_to_virt(first);
    for (size_t i = 0; i < NBYTES - 1; i++) {
        content[i] = (uint8_t)(i / PAGE_SIZE + i % 251 + 1) | 1;
    }
    for (size_t i = 0; i < NPAGES; i++) {
        EXPECT(map(i));
    }
    EXPECT_EQUAL(pit_init(PIT_HZ_MAX), 0);
    scheduler_set_slice(1);
    struct thread *thread = thread_create("unmaps", unmap_and_map, NULL);
    copy_a_while(content);
    is_over = true;
    thread_join(thread);
    scheduler_set_slice(2);
    EXPECT_EQUAL(pit_init(100), 0);

    EXPECT(nfaults > 10);
    EXPECT(ncopied > 10);
    EXPECT_EQUAL(nopen, 0);
    EXPECT_EQUAL(space_unmap(kernel_space(), START, NPAGES), 0);
    frame_free_run(first, NPAGES);
    EXPECT_EQUAL(count_frames(), frames);
}
