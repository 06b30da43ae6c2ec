// SPDX-License-Identifier: MIT

#include "boot/bootinfo.h"
#include "boot/multiboot2.h"
#include "test/runner.h"

#define ENTRIES_MAX 8

// Boot information that holds one memory map and nothing else.
static struct {
    struct multiboot2_head head;
    struct multiboot2_tag tag;
    uint32_t entry_size, entry_version;
    struct multiboot2_mmap_entry entries[ENTRIES_MAX];
    struct multiboot2_tag end;
} __attribute__((aligned(8))) draft;

struct range {
    uint64_t start, end;
    uint32_t type;
};

// Fills in the draft and lets the parser check it. The tag that ends the list
// stands behind the last entry, wherever that is.
static void draw(const struct range *ranges, size_t n, struct bootinfo *info)
{
    struct multiboot2_tag *end = (void *)&draft.entries[n];
    for (size_t i = 0; i < n; i++) {
        uint64_t nbytes = ranges[i].end - ranges[i].start;
        draft.entries[i] = (struct multiboot2_mmap_entry){
            .addr_low = (uint32_t)ranges[i].start,
            .addr_high = (uint32_t)(ranges[i].start >> 32),
            .len_low = (uint32_t)nbytes,
            .len_high = (uint32_t)(nbytes >> 32),
            .type = ranges[i].type,
        };
    }
    draft.tag.type = MULTIBOOT_TAG_TYPE_MMAP;
    draft.tag.size = (uint32_t)((char *)end - (char *)&draft.tag);
    draft.entry_size = sizeof(draft.entries[0]);
    end->type = MULTIBOOT_TAG_TYPE_END;
    end->size = sizeof(*end);
    draft.head.total_size = (uint32_t)((char *)(end + 1) - (char *)&draft);
    EXPECT(bootinfo_parse(&draft, sizeof(draft), info) == NULL);
}

struct piece {
    uint64_t start, end;
};

static void expect(const struct range *ranges, size_t n,
                   const struct piece *pieces, size_t npieces)
{
    struct bootinfo info;
    struct bootinfo_range piece;
    uint64_t at = 0;
    draw(ranges, n, &info);
    for (size_t i = 0; i < npieces; i++) {
        if (!EXPECT(bootinfo_next_free(&info, &at, &piece))) {
            return;
        }
        EXPECT_EQUAL(piece.start.raw, pieces[i].start);
        EXPECT_EQUAL(piece.nbytes, pieces[i].end - pieces[i].start);
        EXPECT_EQUAL(piece.type, MULTIBOOT_MEMORY_AVAILABLE);
        EXPECT_EQUAL(at, pieces[i].end);
    }
    EXPECT(!bootinfo_next_free(&info, &at, &piece));
}

#define EXPECT_PIECES(ranges, ...)                                          \
    do {                                                                    \
        static const struct piece pieces[] = {__VA_ARGS__};                 \
        expect(ranges, ARRAY_LENGTH(ranges), pieces, ARRAY_LENGTH(pieces)); \
    } while (0)

TEST(free_memory_is_sorted_and_merged)
{
    // Three that touch, from the last to the first.
    static const struct range touching[] = {
        {0x5000, 0x6000, 1}, {0x4000, 0x5000, 1}, {0x1000, 0x4000, 1}};
    EXPECT_PIECES(touching, {0x1000, 0x6000});

    // Overlapping, one inside another, one empty, and a gap above 4 GiB.
    static const struct range overlapping[] = {
        {0x140000000, 0x150000000, 1}, {0x2000, 0x9000, 1},
        {0x3000, 0x4000, 1},           {0x8000, 0xB000, 1},
        {0xF000, 0xF000, 1},           {0x9800, 0x9800, 2}};
    EXPECT_PIECES(overlapping, {0x2000, 0xB000}, {0x140000000, 0x150000000});

    // What another type claims is not free, whatever comes first in the map.
    static const struct range claimed[] = {
        {0x6000, 0x7000, 2},  {0x0, 0x10000, 1},    {0x6800, 0x8000, 4},
        {0xC000, 0xC001, 77}, {0xF000, 0x20000, 3}, {0x0, 0x1000, 5}};
    EXPECT_PIECES(claimed, {0x1000, 0x6000}, {0x8000, 0xC000},
                  {0xC001, 0xF000});

    // All of it claimed; and none to begin with.
    static const struct range hidden[] = {{0x1000, 0x2000, 1},
                                          {0x0, 0x3000, 2}};
    static const struct range none[] = {{0x1000, 0x2000, 2}};
    struct bootinfo info;
    struct bootinfo_range piece;
    uint64_t at = 0;
    draw(hidden, ARRAY_LENGTH(hidden), &info);
    EXPECT(!bootinfo_next_free(&info, &at, &piece));
    draw(none, ARRAY_LENGTH(none), &info);
    at = 0;
    EXPECT(!bootinfo_next_free(&info, &at, &piece));
}
