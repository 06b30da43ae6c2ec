// SPDX-License-Identifier: MIT
// test/file/host/tar.h - makes archives, correct ones and wrong ones.

#pragma once

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#define TAR_BLOCK 512

struct tar {
    uint8_t bytes[1 << 16];
    size_t nbytes;
};

// Writes the right checksum into the header at this offset.
static inline void tar_seal(struct tar *tar, size_t header)
{
    char *field = (char *)tar->bytes + header + 148;
    unsigned sum = 0;
    memset(field, ' ', 8);
    for (size_t i = 0; i < TAR_BLOCK; i++) {
        sum += tar->bytes[header + i];
    }
    snprintf(field, 8, "%06o", sum);
    field[7] = ' ';
}

// Adds a header and a file's bytes. The name has at most 100. Returns the
// header's offset.
static inline size_t tar_add(struct tar *tar, const char *name, char type,
                             const void *content, size_t nbytes)
{
    size_t header = tar->nbytes;
    char *bytes = (char *)tar->bytes + header;
    memset(bytes, 0, TAR_BLOCK);
    memcpy(bytes, name, strlen(name));
    memcpy(bytes + 100, "0000644", 8);
    snprintf(bytes + 124, 12, "%011lo", (unsigned long)nbytes);
    bytes[156] = type;
    memcpy(bytes + 257,
           "ustar\0"
           "00",
           8);
    tar_seal(tar, header);
    tar->nbytes += TAR_BLOCK;
    if (nbytes > 0) {
        memcpy(bytes + TAR_BLOCK, content, nbytes);
        tar->nbytes += (nbytes + TAR_BLOCK - 1) / TAR_BLOCK * TAR_BLOCK;
    }
    return header;
}

static inline void tar_end(struct tar *tar)
{
    memset(tar->bytes + tar->nbytes, 0, 2 * TAR_BLOCK);
    tar->nbytes += 2 * TAR_BLOCK;
}
