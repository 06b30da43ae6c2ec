// SPDX-License-Identifier: MIT
// test/programs.h - how tests start programs.

#pragma once

#include "memory/frame.h"
#include "memory/heap.h"
#include "process/process.h"

#define PATIENCE_MS 20000 // for a program that is expected to end

// Starts a program with the words of the line, the first of which names it.
static inline int start(const char *line)
{
    struct arguments arguments = {0};
    int result = arguments_add_words(&arguments, line);
    return result != 0 ? result : process_start(arguments.text, &arguments);
}

// How it ended, or an error: -ETIMEDOUT if it did not.
static inline int end_of(int pid)
{
    int status = 0;
    int result = pid < 0 ? pid : process_wait(pid, &status, PATIENCE_MS);
    return result < 0 ? result : status;
}

static inline int run(const char *line)
{
    return end_of(start(line));
}

static inline int kill(int pid)
{
    int result = process_kill(pid);
    return result == 0 ? end_of(pid) : result;
}

// The free frames, when nothing is kept for later.
static inline size_t count_frames(void)
{
    thread_trim();
    heap_allocator()->trim();
    return frame_nfree();
}

static inline size_t count_blocks(void)
{
    struct allocator_usage usage;
    heap_allocator()->measure(&usage);
    return usage.nblocks;
}

// A child of the kernel's.
static inline struct process *child_of_kernel(int pid)
{
    LIST_FOR_EACH(node, &process_current()->children)
    {
        struct process *child = LIST_ENTRY(node, struct process, sibling);
        if (child->pid == pid) {
            return child;
        }
    }
    return NULL;
}
