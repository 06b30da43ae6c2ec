// SPDX-License-Identifier: MIT
// test/leaks.h - what is in use, for a test that asks whether all was freed.

#pragma once

#include "memory/frame.h"
#include "memory/heap.h"
#include "thread/thread.h"
#include "thread/thread_stack.h"

#define LEAKS_NSTACKS 70 // more stacks than there can be processes

static inline void *leaks_do_nothing(void *unused)
{
    return unused;
}

// Page tables are never freed. This makes those for the stacks of many threads,
// so that afterwards only a leak changes the number of free frames.
static inline void leaks_add_page_tables(void)
{
    struct thread *threads[LEAKS_NSTACKS];
    for (size_t i = 0; i < LEAKS_NSTACKS; i++) {
        threads[i] = thread_create("stack", leaks_do_nothing, NULL);
    }
    for (size_t i = 0; i < LEAKS_NSTACKS; i++) {
        if (threads[i] != NULL) {
            thread_join(threads[i]);
        }
    }
}

// The free frames, when nothing is kept for later.
static inline size_t count_frames(void)
{
    leaks_add_page_tables();
    thread_stack_trim();
    size_class_trim();
    return frame_nfree();
}

static inline size_t count_blocks(void)
{
    struct allocator_usage usage;
    size_class_measure(&usage);
    return usage.nblocks;
}
