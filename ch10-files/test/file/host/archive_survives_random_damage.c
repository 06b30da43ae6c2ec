// SPDX-License-Identifier: MIT
// archive_next() against half a million archives with random damage, under
// sanitizers: each entry lies in the archive, and the loop comes to an end.
// Built with -fsanitize=fuzzer and -DFUZZER it is a target for libFuzzer.
//
// With: file/archive.c
// Flags: -std=c11
// Breaks: file/archive.c: if (size > nbytes - *cursor) { => if (0) {
// Breaks: file/archive.c: if (nbytes - *cursor < BLOCK) { => if (0) {
// Breaks: file/archive.c: min(align_up(size, BLOCK), nbytes - *cursor)
//     => align_up(size, BLOCK)

#include "file/archive.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "test/file/host/tar.h"

static unsigned long nentries; // entries without a fault

static void require(int holds)
{
    if (!holds) {
        abort();
    }
}

// Reads the whole archive, and each byte of its files.
static void read_all(const uint8_t *archive, size_t nbytes)
{
    struct archive_entry entry;
    const char *wrong;
    size_t cursor = 0, before = 0;
    volatile unsigned sum = 0;
    while (archive_next(archive, nbytes, &cursor, &entry, &wrong)) {
        require(cursor > before && cursor <= nbytes);
        require(memchr(entry.name, '\0', sizeof(entry.name)) != NULL);
        before = cursor;
        if (wrong != NULL) {
            continue;
        }
        nentries++;
        require(entry.name[0] != '/' && strstr(entry.name, "/../") == NULL);
        for (size_t i = 0; i < entry.nbytes; i++) {
            sum += entry.content[i];
        }
    }
    require(cursor <= nbytes);
}

#ifdef FUZZER

static __attribute__((destructor)) void say(void)
{
    printf("%lu entries let through\n", nentries);
}

int LLVMFuzzerTestOneInput(const uint8_t *input, size_t nbytes);

// The fuzzer cannot guess checksums: they are made right, except in headers
// whose first byte is odd.
int LLVMFuzzerTestOneInput(const uint8_t *input, size_t nbytes)
{
    static struct tar tar;
    if (nbytes > sizeof(tar.bytes)) {
        return 0;
    }
    memcpy(tar.bytes, input, nbytes);
    for (size_t at = 0; at + TAR_BLOCK <= nbytes; at += TAR_BLOCK) {
        if (tar.bytes[at] % 2 == 0 && tar.bytes[at] != 0) {
            tar_seal(&tar, at);
        }
    }
    uint8_t *exact = malloc(nbytes + (nbytes == 0));
    memcpy(exact, tar.bytes, nbytes);
    read_all(exact, nbytes);
    free(exact);
    return 0;
}

#else

#define CASES 500000

static unsigned below(size_t end)
{
    return (unsigned)((size_t)rand() % end);
}

// Writes a few bytes into a header, often into its size.
static void damage(struct tar *tar, const size_t *headers, size_t count)
{
    static const char digits[] = "0177\0 8\200";
    size_t header = headers[below(count)];
    size_t at = header + below(TAR_BLOCK);
    if (below(2)) {
        at = header + 124 + below(12); // the size
    }
    for (unsigned i = 0; i < 1 + below(3); i++) {
        tar->bytes[at] = (uint8_t)digits[below(sizeof(digits))];
    }
    if (below(8) > 0) {
        tar_seal(tar, header);
    }
}

int main(void)
{
    static struct tar whole, tar;
    size_t headers[4];
    headers[0] = tar_add(&whole, "bin", '5', NULL, 0);
    headers[1] = tar_add(&whole, "bin/sh", '0', "0123456789", 10);
    headers[2] = tar_add(&whole, "x", '0', NULL, 0);
    headers[3] = tar_add(&whole, "long", '0', whole.bytes, 600);
    tar_end(&whole);
    for (int i = 0; i < CASES; i++) {
        size_t nbytes = below(4) == 0 ? below(whole.nbytes) : whole.nbytes;
        memcpy(tar.bytes, whole.bytes, whole.nbytes);
        damage(&tar, headers, 4);
        uint8_t *exact = malloc(nbytes + (nbytes == 0));
        memcpy(exact, tar.bytes, nbytes);
        read_all(exact, nbytes);
        free(exact);
    }
    require(nentries > CASES);
    return 0;
}

#endif
