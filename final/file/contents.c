// SPDX-License-Identifier: MIT
// file/contents.c - the bytes of a regular file.

#include "file/contents.h"

#include "base/errno.h"
#include "base/required.h"
#include "boot/layout.h"
#include "boot/paging.h"
#include "memory/frame.h"
#include "memory/heap.h"

#define KERNEL_RESERVE 256 // frames
#define LIMIT_MIN      2   // length that frames[] begins with

static const uint8_t zeros[PAGE_SIZE];

bool contents_has_room(void)
{
    return frame_nfree() > KERNEL_RESERVE;
}

// The frame of a page, or NULL.
static uint8_t *frame_of(const struct contents *contents, size_t page)
{
    return page < contents->npages && contents->frames[page].raw != 0
               ? phys_to_virt(contents->frames[page])
               : NULL;
}

// --- reading ---

const uint8_t *contents_read(const struct contents *contents, uint64_t offset,
                             size_t *nbytes)
{
    if (offset >= contents->size) {
        *nbytes = 0;
        return zeros;
    }
    size_t start = offset % PAGE_SIZE;
    *nbytes = min(PAGE_SIZE - start, contents->size - offset);
    const uint8_t *frame = frame_of(contents, offset / PAGE_SIZE);
    if (frame != NULL) {
        return frame + start;
    }
    if (offset < contents->narchived) {
        *nbytes = min(*nbytes, contents->narchived - offset);
        return contents->archived + offset;
    }
    return zeros + start;
}

const uint8_t *contents_archived(const struct contents *contents)
{
    return contents->npages == 0 && contents->narchived == contents->size
               ? contents->archived
               : NULL;
}

// --- writing ---

size_t contents_list_length(uint64_t nbytes)
{
    size_t length = LIMIT_MIN;
    while (length * PAGE_SIZE < min(nbytes, FILE_SIZE_MAX)) {
        length *= 2;
    }
    return length;
}

paddr_t *contents_replace_list(struct contents *contents, paddr_t *list,
                               size_t length)
{
    paddr_t *before = contents->frames;
    if (length <= contents->limit) {
        return list;
    }
    if (before != NULL) {
        memcpy(list, before, contents->npages * sizeof(*list));
    }
    contents->frames = list;
    contents->limit = length;
    return before;
}

// The frame of a page, which gets one if it has none. Returns NULL if there is
// no memory for it.
static uint8_t *make_frame(struct contents *contents, size_t page)
{
    uint8_t *frame = frame_of(contents, page);
    paddr_t address;
    if (frame != NULL) {
        return frame;
    }
    if (!contents_has_room() || !frame_alloc(&address)) {
        return NULL;
    }
    contents->frames[page] = address;
    contents->npages = max(contents->npages, page + 1);
    frame = phys_to_virt(address);
    uint64_t offset = page * PAGE_SIZE;
    if (offset < contents->narchived) {
        memcpy(frame, contents->archived + offset,
               min(contents->narchived - offset, PAGE_SIZE));
    }
    return frame;
}

int64_t contents_write(struct contents *contents, uint64_t offset,
                       const void *from, size_t nbytes)
{
    const uint8_t *next = from;
    if (offset >= FILE_SIZE_MAX) {
        return -EFBIG;
    }
    nbytes = min(nbytes, FILE_SIZE_MAX - offset);
    if (offset + nbytes > contents->limit * PAGE_SIZE) {
        return -EAGAIN;
    }
    while (nbytes > 0) {
        size_t start = offset % PAGE_SIZE;
        size_t step = min(nbytes, PAGE_SIZE - start);
        uint8_t *frame = make_frame(contents, offset / PAGE_SIZE);
        if (frame == NULL) {
            break;
        }
        memcpy(frame + start, next, step);
        offset += step;
        contents->size = max(contents->size, offset);
        next += step;
        nbytes -= step;
    }
    int64_t written = next - (const uint8_t *)from;
    return written > 0 ? written : -ENOSPC;
}

void contents_resize(struct contents *contents, uint64_t size)
{
    uint64_t end;
    for (uint64_t offset = size; offset < contents->size; offset = end) {
        uint8_t *frame = frame_of(contents, offset / PAGE_SIZE);
        end = min(align_down(offset, PAGE_SIZE) + PAGE_SIZE, contents->size);
        if (frame != NULL) {
            memset(frame + offset % PAGE_SIZE, 0, end - offset);
        }
    }
    contents->size = size;
    contents->narchived = min(contents->narchived, size);
}

// --- freeing ---

bool contents_trim(struct contents *contents, size_t nframes)
{
    size_t wanted = align_up(contents->size, PAGE_SIZE) / PAGE_SIZE;
    while (contents->npages > wanted && nframes-- > 0) {
        paddr_t *last = &contents->frames[--contents->npages];
        if (last->raw != 0) {
            frame_free(*last);
            last->raw = 0;
        }
    }
    return contents->npages > wanted;
}

void contents_free(struct contents *contents)
{
    contents->size = 0;
    while (contents_trim(contents, SIZE_MAX)) {
    }
    kfree(contents->frames);
    *contents = (struct contents){0};
}
