// SPDX-License-Identifier: MIT
// bootinfo_parse() against boot information made to break it, under sanitizers.
// First each kind of error by itself, then random changes of correct input.
// Built with -fsanitize=fuzzer and -DFUZZER it is a target for libFuzzer.
//
// With: boot/bootinfo.c base/string.c base/format.c
// Breaks: boot/bootinfo.c: if (tag->size > info->nbytes - offset) { => if (0) {
// Breaks: boot/bootinfo.c: info->nbytes = offset + tag->size; =>

#include "boot/bootinfo.h"
#include "boot/multiboot2.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CASES 300000

void(panic)(const char *where, const char *format, ...)
{
    printf("panic at %s: %s\n", where, format);
    abort();
}

// Parses the input and reads all that the parser accepted, in a buffer of
// exactly that size, so that the sanitizer sees each byte read outside.
static const char *parse_and_walk(const void *input, size_t nbytes)
{
    struct bootinfo info;
    unsigned char *exact = malloc(nbytes); // aligned to 16
    if (nbytes > 0) {
        memcpy(exact, input, nbytes);
    }
    const char *wrong = bootinfo_parse(exact, nbytes, &info);
    if (wrong == NULL) {
        struct bootinfo_range range;
        struct bootinfo_module module;
        volatile size_t sink = strlen(info.loader_name);
        sink += strlen(info.command_line);
        for (size_t at = 0; bootinfo_next_range(&info, &at, &range);) {
            sink += range.start.raw + range.nbytes + range.type;
            sink += range.type;
        }
        for (size_t at = 0; bootinfo_next_module(&info, &at, &module);) {
            sink += module.nbytes + strlen(module.command_line);
        }
    }
    free(exact);
    return wrong;
}

#ifdef FUZZER

int LLVMFuzzerTestOneInput(const uint8_t *input, size_t nbytes);
int LLVMFuzzerTestOneInput(const uint8_t *input, size_t nbytes)
{
    parse_and_walk(input, nbytes);
    return 0;
}

#else

// Boot information under construction.
static struct {
    union {
        uint64_t align;
        unsigned char bytes[256 * 1024];
        struct multiboot2_head head;
    };
    size_t nbytes;
} draft;

static void begin(void)
{
    memset(&draft, 0, sizeof(draft));
    draft.nbytes = sizeof(struct multiboot2_head);
}

// Appends a tag with this content; returns its offset.
static size_t add_tag(uint32_t type, const void *content, size_t nbytes)
{
    size_t offset = draft.nbytes;
    struct multiboot2_tag tag = {type, (uint32_t)(sizeof(tag) + nbytes)};
    memcpy(draft.bytes + offset, &tag, sizeof(tag));
    if (nbytes > 0) {
        memcpy(draft.bytes + offset + sizeof(tag), content, nbytes);
    }
    draft.nbytes = (offset + tag.size + 7) / 8 * 8;
    draft.head.total_size = (uint32_t)draft.nbytes;
    return offset;
}

static struct multiboot2_tag *tag_at(size_t offset)
{
    return (struct multiboot2_tag *)(void *)(draft.bytes + offset);
}

static size_t add_map(unsigned nentries)
{
    struct {
        uint32_t entry_size, entry_version;
        struct multiboot2_mmap_entry entries[32];
    } map = {sizeof(map.entries[0]), 0, {{0}}};
    for (unsigned i = 0; i < nentries; i++) {
        map.entries[i] = (struct multiboot2_mmap_entry){
            .addr_low = i << 20, .len_low = 1 << 20, .type = i % 7};
    }
    return add_tag(MULTIBOOT_TAG_TYPE_MMAP, &map,
                   8 + nentries * sizeof(map.entries[0]));
}

static size_t add_module(uint32_t start, uint32_t end, const char *text)
{
    unsigned char content[64];
    memcpy(content, &start, 4);
    memcpy(content + 4, &end, 4);
    memcpy(content + 8, text, strlen(text) + 1);
    return add_tag(MULTIBOOT_TAG_TYPE_MODULE, content, 9 + strlen(text));
}

static void add_end(void)
{
    add_tag(MULTIBOOT_TAG_TYPE_END, NULL, 0);
}

// Correct information, with a tag of each kind that the kernel uses.
static size_t make_good(void)
{
    begin();
    add_tag(MULTIBOOT_TAG_TYPE_CMDLINE, "test=1", 7);
    add_tag(MULTIBOOT_TAG_TYPE_BOOT_LOADER_NAME, "GRUB", 5);
    add_module(0x200000, 0x201000, "one");
    size_t map = add_map(5);
    add_module(0x300000, 0x300000, ""); // an empty file
    add_tag(4, "basic mem", 8);         // one that the kernel does not use
    add_end();
    return map;
}

static void expect(const char *expected)
{
    const char *wrong = parse_and_walk(draft.bytes, draft.nbytes);
    if (wrong != expected &&
        (wrong == NULL || expected == NULL || strcmp(wrong, expected) != 0)) {
        printf("expected \"%s\", got \"%s\"\n", expected ? expected : "ok",
               wrong ? wrong : "ok");
        exit(1);
    }
}

static void try_each_fault(void)
{
    make_good();
    expect(NULL);

    make_good();
    draft.nbytes = 0;
    expect("it goes past the end of memory");
    make_good();
    draft.nbytes -= 8;
    expect("it goes past the end of memory");
    make_good();
    draft.head.total_size = 0;
    expect("it is smaller than its own head");
    make_good();
    draft.head.total_size = 7;
    expect("it is smaller than its own head");
    make_good();
    draft.head.total_size -= 8; // without the tag that ends it
    expect("the tags have no end");
    begin();
    draft.head.total_size = 8;
    expect("the tags have no end");

    size_t map = make_good();
    tag_at(map)->size = 0;
    expect("a tag is smaller than its own head");
    make_good();
    tag_at(map)->size = UINT32_MAX; // rounding up would wrap in 32 bits
    expect("a tag goes past the end");
    make_good();
    tag_at(map)->size = 12;
    expect("the memory map's tag is cut short");
    make_good();
    tag_at(map)->size -= 8;
    expect("the memory map does not consist of whole entries");
    make_good();
    ((struct multiboot2_tag_mmap *)tag_at(map))->entry_size = 0;
    expect("the memory map's entries have a size that cannot be");
    make_good();
    ((struct multiboot2_tag_mmap *)tag_at(map))->entry_size = 28;
    expect("the memory map's entries have a size that cannot be");
    make_good();
    ((struct multiboot2_tag_mmap *)tag_at(map))->entries[2].addr_high =
        UINT32_MAX;
    ((struct multiboot2_tag_mmap *)tag_at(map))->entries[2].len_high = 1;
    expect("a range of the memory map goes past the last address");
    make_good();
    tag_at(map)->type = 99;
    expect("there is no memory map");

    begin();
    add_map(0);
    add_end();
    expect("the memory map does not consist of whole entries");
    begin();
    add_map(1);
    add_map(1);
    add_end();
    expect("there is more than one memory map");
    begin();
    add_tag(MULTIBOOT_TAG_TYPE_CMDLINE, "12345678", 8);
    add_map(1);
    add_end();
    expect("the command line has no end");
    begin();
    add_tag(MULTIBOOT_TAG_TYPE_CMDLINE, NULL, 0);
    add_map(1);
    add_end();
    expect("the command line has no end");
    begin();
    add_tag(MULTIBOOT_TAG_TYPE_BOOT_LOADER_NAME, "12345678", 8);
    add_map(1);
    add_end();
    expect("the boot loader's name has no end");
    begin();
    add_map(1);
    tag_at(add_module(1, 2, "1234567"))->size -= 1;
    add_end();
    expect("a module's command line has no end");
    begin();
    add_map(1);
    tag_at(add_module(1, 2, ""))->size = 16;
    add_end();
    expect("a module's command line has no end");
    begin();
    add_map(1);
    add_module(2, 1, "");
    add_end();
    expect("a module ends before it starts");
}

// info.nbytes must not include what total_size claims beyond the end tag.
static void try_size_beyond_tags(void)
{
    struct bootinfo info;
    make_good();
    size_t nbytes = draft.nbytes;
    draft.head.total_size = sizeof(draft.bytes);
    if (bootinfo_parse(draft.bytes, sizeof(draft.bytes), &info) != NULL ||
        info.nbytes != nbytes) {
        printf("%zu bytes, not %zu\n", info.nbytes, nbytes);
        exit(1);
    }
}

static void try_large_ones(void)
{
    static char line[65536];
    begin();
    for (int i = 0; i < 1000; i++) {
        add_module(0x200000, 0x201000, "module");
    }
    memset(line, 'x', sizeof(line) - 1);
    add_tag(MULTIBOOT_TAG_TYPE_CMDLINE, line, sizeof(line));
    add_map(32);
    add_end();
    expect(NULL);
}

// Random damage, mostly to the small numbers that sizes and types are.
static void damage(void)
{
    for (int i = 1 + rand() % 4; i > 0; i--) {
        size_t at = (size_t)rand() % draft.nbytes;
        switch (rand() % 5) {
        case 0: draft.bytes[at] = (unsigned char)rand(); break;
        case 1: draft.bytes[at] ^= (unsigned char)(1 << rand() % 8); break;
        case 2:
            draft.bytes[at / 8 * 8 + 4] = (unsigned char)(rand() % 64);
            break;
        case 3:
            memset(draft.bytes + at / 4 * 4, rand() % 2 ? 0xFF : 0, 4);
            break;
        case 4: draft.bytes[at / 8 * 8] = (unsigned char)(rand() % 10); break;
        }
    }
    if (rand() % 8 == 0) {
        draft.nbytes = (size_t)rand() % (draft.nbytes + 1);
    }
}

int main(void)
{
    unsigned nrefused = 0;
    srand(1);
    try_each_fault();
    try_size_beyond_tags();
    try_large_ones();
    for (int i = 0; i < CASES; i++) {
        make_good();
        damage();
        nrefused += parse_and_walk(draft.bytes, draft.nbytes) != NULL;
    }
    printf("%d random cases, %u refused\n", CASES, nrefused);
    return nrefused == 0 || nrefused == CASES; // both would prove nothing
}

#endif
