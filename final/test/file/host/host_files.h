// SPDX-License-Identifier: MIT
// test/file/host/host_files.h - memory, locks and copies for a file system on
// the host.
//
// Included by the tests, once each.

#pragma once

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/errno.h"
#include "base/kprintf.h"
#include "file/archive.h"
#include "file/mount.h"
#include "file/tree.h"
#include "file/tree_mount.h"
#include "file/unpack.h"
#include "memory/frame.h"
#include "memory/heap.h"

struct thread host_thread;

static size_t nframes_free = 100000, nframes_used, nblocks_used;
static size_t allocations_left = SIZE_MAX; // at 0, allocations fail

static _Noreturn void fail(const char *what)
{
    printf("%s\n", what);
    exit(1);
}

void(panic)(const char *where, const char *format, ...)
{
    printf("panic at %s: %s\n", where, format);
    exit(1);
}

static char logged[200];

void log_message(enum log_level level, const char *format, ...)
{
    va_list arguments;
    (void)level;
    va_start(arguments, format);
    vsnprintf(logged, sizeof(logged), format, arguments);
    va_end(arguments);
}

// --- locks ---

void spin_lock(struct spinlock *lock)
{
    if (lock->holder != NULL) {
        fail("a lock is taken twice");
    }
    lock->holder = (struct cpu *)lock;
}

void spin_unlock(struct spinlock *lock)
{
    if (lock->holder == NULL) {
        fail("a lock is released twice");
    }
    lock->holder = NULL;
}

// --- memory ---

static bool may_allocate(void)
{
    if (allocations_left == 0) {
        return false;
    }
    allocations_left--;
    return true;
}

void *kmalloc(size_t nbytes)
{
    void *block = may_allocate() ? malloc(nbytes + 1) : NULL;
    if (block != NULL) {
        memset(block, 0x5A, nbytes);
        nblocks_used++;
    }
    return block;
}

void *kcalloc(size_t count, size_t nbytes)
{
    void *block = kmalloc(count * nbytes);
    return block != NULL ? memset(block, 0, count * nbytes) : NULL;
}

void kfree(void *block)
{
    nblocks_used -= block != NULL;
    free(block);
}

size_t frame_nfree(void)
{
    return nframes_free;
}

bool frame_alloc(paddr_t *frame)
{
    void *memory = nframes_free > 0 && may_allocate()
                       ? aligned_alloc(PAGE_SIZE, PAGE_SIZE)
                       : NULL;
    if (memory == NULL) {
        return false;
    }
    nframes_free--;
    nframes_used++;
    memset(memory, 0, PAGE_SIZE);
    frame->raw = (uintptr_t)memory;
    return true;
}

void frame_free(paddr_t frame)
{
    nframes_free++;
    nframes_used--;
    free((void *)frame.raw);
}

// --- copies ---

// Fails if the lock is held during a copy, as it is then taken twice.
static void check_lock(void)
{
    spin_lock(&tree_lock);
    spin_unlock(&tree_lock);
}

struct memory_uio {
    struct uio uio;
    uint8_t *next;
    size_t nvalid; // bytes, behind which copies fail
};

static int copy(struct uio *uio, void *to, const void *from, size_t nbytes)
{
    struct memory_uio *memory = (struct memory_uio *)uio;
    check_lock();
    if (nbytes > memory->nvalid) {
        return -EFAULT;
    }
    memcpy(to, from, nbytes);
    memory->nvalid -= nbytes;
    memory->next += nbytes;
    return 0;
}

static int copy_in(struct uio *uio, void *to, size_t nbytes)
{
    return copy(uio, to, ((struct memory_uio *)uio)->next, nbytes);
}

static int copy_out(struct uio *uio, const void *from, size_t nbytes)
{
    return copy(uio, ((struct memory_uio *)uio)->next, from, nbytes);
}

static inline struct memory_uio memory_uio(void *memory, size_t nbytes)
{
    static const struct uio_operations operations = {copy_in, copy_out};
    return (struct memory_uio){
        .uio = {&operations, nbytes}, .next = memory, .nvalid = nbytes};
}

// --- what a program would call ---

static inline struct path path_of(const char *text)
{
    struct path path;
    if (path_clean(&path, "/", text) != 0) {
        fail("a path cannot be cleaned");
    }
    return path;
}

static inline int64_t read_at(struct object *file, void *to, size_t nbytes,
                              int64_t offset)
{
    struct memory_uio uio = memory_uio(to, nbytes);
    return file->operations->read_at(file, &uio.uio, offset);
}

static inline int64_t write_at(struct object *file, void *from, size_t nbytes,
                               int64_t offset)
{
    struct memory_uio uio = memory_uio(from, nbytes);
    return file->operations->write_at(file, &uio.uio, offset);
}

static inline int open_path(const char *text, int flags, struct object **file)
{
    struct path path = path_of(text);
    return mount_open(&path, flags, 0755, file);
}
