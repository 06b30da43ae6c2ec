// SPDX-License-Identifier: MIT
// file/contents.h - the bytes of a regular file.
//
// Until a page of a file is written, its bytes lie in the archive; then in a
// frame. A page with neither is a hole, which reads as zeros. The caller holds
// the lock that guards the contents.
//
// Bytes that contents_read() has pointed to can be copied without the lock: a
// frame is freed by contents_trim() and contents_free() alone, when no program
// has the file open. So the frames behind the end of a file that was made
// shorter stay until then. The bytes behind the end are zeros, as they must be
// when the file is made longer.

#pragma once

#include "base/types.h"

#define FILE_SIZE_MAX (UINT64_C(64) << 20) // bytes

struct contents {
    uint64_t size;           // bytes
    const uint8_t *archived; // the first narchived bytes, as the archive has
    uint64_t narchived;      // them; at most size
    paddr_t *frames;         // the frame of each page; 0: there is none
    size_t npages, limit;    // frames[] that may be other than 0; its length
};

// Returns where the bytes from the offset on are, and how many of them lie
// there together; 0 at the end of the file.
const uint8_t *contents_read(const struct contents *contents, uint64_t offset,
                             size_t *nbytes);

// Returns all bytes if they lie together in the archive, else NULL.
const uint8_t *contents_archived(const struct contents *contents);

// Writes bytes from the offset on. Returns how many, which are fewer than
// nbytes if there is no room for more; -EFBIG or -ENOSPC if there is none;
// -EAGAIN if frames[] must be made longer first.
MUST_USE int64_t contents_write(struct contents *contents, uint64_t offset,
                                const void *from, size_t nbytes);

// How long frames[] must be for a file of so many bytes.
size_t contents_list_length(uint64_t nbytes);

// Makes the list frames[], unless that is as long by now. The list comes from
// kcalloc(). Returns the list that is not needed: the caller frees it.
MUST_USE paddr_t *contents_replace_list(struct contents *contents,
                                        paddr_t *list, size_t length);

// Makes the file longer, by zeros, or shorter. Its size is at most
// FILE_SIZE_MAX. The bytes that are cut off are cleared, which takes time.
void contents_resize(struct contents *contents, uint64_t size);

// Frees at most nframes behind the end. Returns true if there are more.
MUST_USE bool contents_trim(struct contents *contents, size_t nframes);

// Frees everything.
void contents_free(struct contents *contents);

// Are there more free frames than the reserve, which files never take? With the
// reserve, a program that removes files can still be started.
bool contents_has_room(void);
