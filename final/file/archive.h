// SPDX-License-Identifier: MIT
// file/archive.h - reads a tar archive that lies in memory.
//
// POSIX, "pax Interchange Format", section "ustar Interchange Format". An
// archive is a row of blocks of 512 bytes: a header, the file's bytes, the next
// header, and at the end blocks of zeros.

#pragma once

#include "base/types.h"

#define ARCHIVE_NAME_SIZE 257 // the longest name, and its zero byte

struct archive_entry {
    char name[ARCHIVE_NAME_SIZE]; // relative; "" if it cannot be read
    bool is_directory;
    uint32_t mode; // permission bits
    const uint8_t *content;
    uint64_t nbytes;
};

// Stores the next entry and advances *cursor, which begins as 0. Returns false
// at the end. If there is anything wrong, *wrong gets a text that says what,
// else NULL: an entry with such a text must be left out, and an archive that
// ends with one is damaged from there on. The archive may be hostile; it does
// not change meanwhile.
MUST_USE bool archive_next(const void *archive, size_t nbytes, size_t *cursor,
                           struct archive_entry *entry, const char **wrong);
