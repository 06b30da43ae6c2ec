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

static void expect(const struct range *ranges, size_t n, uint64_t end)
{
    struct bootinfo info;
    draw(ranges, n, &info);
    EXPECT_EQUAL(bootinfo_memory_end(&info), end);
}

#define FREE     MULTIBOOT_MEMORY_AVAILABLE
#define RESERVED MULTIBOOT_MEMORY_RESERVED
#define GIB      (UINT64_C(1) << 30)

TEST(the_end_of_memory_is_found)
{
    const struct range sorted[] = {{0, 0x9F000, FREE},
                                   {0x9F000, 0x100000, RESERVED},
                                   {0x100000, 8 * GIB, FREE}};
    const struct range unsorted[] = {{0x100000, 6 * GIB, FREE},
                                     {0, 0x9F000, FREE}};
    const struct range firmware[] = {{0, 0x8000000, FREE},
                                     {4 * GIB - 0x40000, 4 * GIB, RESERVED},
                                     {GIB, 2 * GIB, 77}};
    const struct range empty[] = {{3 * GIB, 3 * GIB, FREE},
                                  {0x1000, 0x2000, FREE}};
    const struct range reserved[] = {{0, 4 * GIB, RESERVED}};
    expect(sorted, ARRAY_LENGTH(sorted), 8 * GIB);
    expect(unsorted, ARRAY_LENGTH(unsorted), 6 * GIB);
    expect(firmware, ARRAY_LENGTH(firmware), 0x8000000);
    expect(empty, ARRAY_LENGTH(empty), 0x2000);
    expect(reserved, ARRAY_LENGTH(reserved), 0);
}
