// SPDX-License-Identifier: MIT
// test/memory/host/host_frames.h - frames, regions and panics for a heap on the
// host.
//
// Included by the tests, once each. An access to a free frame faults.

#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "base/required.h"
#include "boot/paging.h"
#include "cpu/spinlock.h"
#include "memory/frame.h"
#include "memory/ram.h"
#include "memory/region.h"

#define NFRAMES 16384 // 64 MiB

static bool is_taken[NFRAMES];
static size_t nframes_left = NFRAMES;
static struct cpu only_cpu;

struct cpu *host_this_cpu(void)
{
    return &only_cpu;
}

// --- panics end up where the test says ---

static jmp_buf after_panic;
static bool is_panic_expected;
static char said[1000];

void panic_begin(const char *where)
{
    snprintf(said, sizeof(said), "%s", where);
}

void kprintf(const char *format, ...)
{
    size_t length = strlen(said);
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(said + length, sizeof(said) - length, format, arguments);
    va_end(arguments);
}

void panic_end(void)
{
    if (!is_panic_expected) {
        printf("panic at %s\n", said);
        exit(1);
    }
    longjmp(after_panic, 1);
}

void(panic)(const char *where, const char *format, ...)
{
    panic_begin(where);
    kprintf(": %s", format);
    panic_end();
}

void symbol_print_return(uintptr_t address)
{
    kprintf("0x%lx", address);
}

void spin_lock(struct spinlock *lock)
{
    if (lock->holder != NULL) {
        panic("a lock is taken twice");
    }
    lock->holder = (struct cpu *)lock;
}

void spin_unlock(struct spinlock *lock)
{
    lock->holder = NULL;
}

// --- frames ---

static void start_machine(void)
{
    void *wanted = (void *)DIRECT_MAP_BASE;
    void *got =
        mmap(wanted, NFRAMES * PAGE_SIZE, PROT_NONE,
             MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE | MAP_NORESERVE,
             -1, 0);
    if (got != wanted) {
        puts("skipped: this system gives us no memory at that address");
        exit(77);
    }
}

uint64_t ram_end(uint64_t limit)
{
    (void)limit;
    return NFRAMES * PAGE_SIZE;
}

static bool is_run(size_t first, size_t count)
{
    for (size_t i = first; i < first + count; i++) {
        if (i >= NFRAMES || is_taken[i]) {
            return false;
        }
    }
    return true;
}

bool frame_alloc_run(size_t count, uint64_t limit, paddr_t *start)
{
    size_t first = 0;
    (void)limit;
    if (count > nframes_left) {
        return false;
    }
    while (first < NFRAMES && !is_run(first, count)) {
        first++;
    }
    if (first == NFRAMES) {
        return false;
    }
    nframes_left -= count;
    start->raw = first * PAGE_SIZE;
    mprotect(phys_to_virt(*start), count * PAGE_SIZE, PROT_READ | PROT_WRITE);
    memset(phys_to_virt(*start), 0, count * PAGE_SIZE);
    memset(is_taken + first, true, count);
    return true;
}

bool frame_alloc(paddr_t *frame)
{
    return frame_alloc_run(1, UINT64_MAX, frame);
}

void frame_free_run(paddr_t start, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!is_taken[start.raw / PAGE_SIZE + i]) {
            panic("a free frame is freed");
        }
    }
    memset(is_taken + start.raw / PAGE_SIZE, false, count);
    mprotect(phys_to_virt(start), count * PAGE_SIZE, PROT_NONE);
    nframes_left += count;
}

void frame_free(paddr_t frame)
{
    frame_free_run(frame, 1);
}

size_t frame_nfree(void)
{
    return nframes_left;
}

// --- regions ---

bool region_grow(struct region *region, size_t npages)
{
    size_t nbytes = npages * PAGE_SIZE;
    if (npages > nframes_left || nbytes > region->limit - region->end) {
        return false;
    }
    void *got = mmap((void *)region->end, nbytes, PROT_READ | PROT_WRITE,
                     MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
    if (got != (void *)region->end) {
        puts("skipped: this system gives us no memory at that address");
        exit(77);
    }
    memset(got, 0x5A, nbytes);
    region->end += nbytes;
    nframes_left -= npages;
    return true;
}

void region_shrink(struct region *region, size_t npages)
{
    region->end -= npages * PAGE_SIZE;
    nframes_left += npages;
    if (npages > 0) {
        munmap((void *)region->end, npages * PAGE_SIZE);
    }
}
