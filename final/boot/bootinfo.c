// SPDX-License-Identifier: MIT
// boot/bootinfo.c - the boot information: memory map, modules, strings.
//
// Another program wrote the tags, so bootinfo_parse() checks them all: every
// size against the bytes that are left, every string for its terminator. The
// functions after it walk the same tags and need not check again. Owns `boot`,
// which does not change once it is filled in.

#include "boot/bootinfo.h"

#include "base/string.h"
#include "boot/layout.h"
#include "boot/multiboot2.h"

static struct bootinfo boot;

// Returns the tag at this offset from the start. The caller knows that at least
// its eight bytes of header can be read.
static const struct multiboot2_tag *tag_at(const void *start, size_t offset)
{
    return (const void *)((const char *)start + offset);
}

static size_t offset_behind(size_t offset, const struct multiboot2_tag *tag)
{
    return align_up(offset + tag->size, 8);
}

// Whether the string that follows the tag's `fixed` bytes ends in the tag.
static bool ends_in_zero(const struct multiboot2_tag *tag, size_t fixed)
{
    if (tag->size <= fixed) {
        return false;
    }
    const char *string = (const char *)tag + fixed;
    return strnlen(string, tag->size - fixed) < tag->size - fixed;
}

static uint64_t join(uint32_t high, uint32_t low)
{
    return (uint64_t)high << 32 | low;
}

static const char *check_mmap(const struct multiboot2_tag *tag)
{
    const struct multiboot2_tag_mmap *mmap = (const void *)tag;
    if (tag->size < sizeof(*mmap)) {
        return "the memory map's tag is cut short";
    }
    size_t nbytes = tag->size - sizeof(*mmap);
    size_t step = mmap->entry_size;
    if (step < sizeof(mmap->entries[0]) || !is_aligned(step, 8)) {
        return "the memory map's entries have a size that cannot be";
    }
    if (nbytes == 0 || nbytes % step != 0) {
        return "the memory map does not consist of whole entries";
    }
    for (size_t offset = 0; offset < nbytes; offset += step) {
        const struct multiboot2_mmap_entry *entry =
            (const void *)((const char *)mmap->entries + offset);
        uint64_t start = join(entry->addr_high, entry->addr_low);
        uint64_t length = join(entry->len_high, entry->len_low);
        if (length > UINT64_MAX - start) {
            return "a range of the memory map goes past the last address";
        }
    }
    return NULL;
}

static const char *check_module(const struct multiboot2_tag *tag)
{
    const struct multiboot2_tag_module *module = (const void *)tag;
    if (!ends_in_zero(tag, sizeof(*module))) {
        return "a module's command line has no end";
    }
    if (module->mod_start > module->mod_end) {
        return "a module ends before it starts";
    }
    return NULL;
}

// Records the screen's address if it is a text screen of 80x25. UEFI provides a
// screen of pixels; that is valid, but this kernel does not use it.
static const char *check_framebuffer(const struct multiboot2_tag *tag,
                                     struct bootinfo *info)
{
    const struct multiboot2_tag_framebuffer *screen = (const void *)tag;
    if (tag->size < sizeof(*screen) - sizeof(screen->reserved)) {
        return "the framebuffer's tag is cut short";
    }
    if (screen->type == MULTIBOOT_FRAMEBUFFER_TYPE_EGA_TEXT &&
        screen->width == 80 && screen->height == 25) {
        info->text_screen.raw = join(screen->addr_high, screen->addr_low);
    }
    return NULL;
}

// If the boot loader passes an old RSDP and a new one, the new one is recorded.
static void record_rsdp(const struct multiboot2_tag *tag, struct bootinfo *info)
{
    if (info->rsdp == NULL || tag->type == MULTIBOOT_TAG_TYPE_ACPI_NEW) {
        info->rsdp = tag + 1;
        info->rsdp_nbytes = tag->size - sizeof(*tag);
    }
}

// Checks one tag, which lies within the information, and records its content.
static const char *check_tag(const struct multiboot2_tag *tag,
                             struct bootinfo *info, unsigned *nmaps)
{
    const struct multiboot2_tag_string *string = (const void *)tag;
    switch (tag->type) {
    case MULTIBOOT_TAG_TYPE_CMDLINE:
        info->command_line = string->string;
        return ends_in_zero(tag, sizeof(*string))
                   ? NULL
                   : "the command line has no end";
    case MULTIBOOT_TAG_TYPE_BOOT_LOADER_NAME:
        info->loader_name = string->string;
        return ends_in_zero(tag, sizeof(*string))
                   ? NULL
                   : "the boot loader's name has no end";
    case MULTIBOOT_TAG_TYPE_MODULE: return check_module(tag);
    case MULTIBOOT_TAG_TYPE_MMAP: (*nmaps)++; return check_mmap(tag);
    case MULTIBOOT_TAG_TYPE_FRAMEBUFFER: return check_framebuffer(tag, info);
    case MULTIBOOT_TAG_TYPE_ACPI_OLD:
    case MULTIBOOT_TAG_TYPE_ACPI_NEW: record_rsdp(tag, info); return NULL;
    default: return NULL; // the kernel does not use this one
    }
}

// Checks all tags up to the end tag.
static const char *check_tags(struct bootinfo *info)
{
    unsigned nmaps = 0;
    size_t offset = sizeof(struct multiboot2_head);
    while (offset + sizeof(struct multiboot2_tag) <= info->nbytes) {
        const struct multiboot2_tag *tag = tag_at(info->start, offset);
        if (tag->size < sizeof(*tag)) {
            return "a tag is smaller than its own head";
        }
        if (tag->size > info->nbytes - offset) {
            return "a tag goes past the end";
        }
        if (tag->type == MULTIBOOT_TAG_TYPE_END) {
            info->nbytes = offset + tag->size; // total_size may claim more
            return nmaps == 1   ? NULL
                   : nmaps == 0 ? "there is no memory map"
                                : "there is more than one memory map";
        }
        const char *wrong = check_tag(tag, info, &nmaps);
        if (wrong != NULL) {
            return wrong;
        }
        offset = offset_behind(offset, tag); // its padding may go past the end
    }
    return "the tags have no end";
}

const char *bootinfo_parse(const void *start, uint64_t limit,
                           struct bootinfo *info)
{
    const struct multiboot2_head *head = start;
    *info = (struct bootinfo){0};
    if (!is_aligned((uintptr_t)start, 8)) {
        return "it is not on an 8-byte boundary";
    }
    if (limit < sizeof(*head) || head->total_size > limit) {
        return "it goes past the end of memory";
    }
    if (head->total_size < sizeof(*head)) {
        return "it is smaller than its own head";
    }
    struct bootinfo checked = {
        .start = start,
        .nbytes = head->total_size,
        .loader_name = "",
        .command_line = "",
    };
    const char *wrong = check_tags(&checked);
    if (wrong == NULL) {
        *info = checked;
    }
    return wrong;
}

// Returns the next tag of this type from offset *cursor on and sets *cursor to
// the offset after it; NULL if there is none.
static const struct multiboot2_tag *next_tag(const struct bootinfo *info,
                                             size_t *cursor, uint32_t type)
{
    if (*cursor == 0) {
        *cursor = sizeof(struct multiboot2_head);
    }
    for (;;) {
        const struct multiboot2_tag *tag = tag_at(info->start, *cursor);
        if (tag->type == MULTIBOOT_TAG_TYPE_END) {
            return NULL;
        }
        *cursor = offset_behind(*cursor, tag);
        if (tag->type == type) {
            return tag;
        }
    }
}

bool bootinfo_next_module(const struct bootinfo *info, size_t *cursor,
                          struct bootinfo_module *module)
{
    const struct multiboot2_tag_module *tag =
        (const void *)next_tag(info, cursor, MULTIBOOT_TAG_TYPE_MODULE);
    if (tag == NULL) {
        return false;
    }
    module->start.raw = tag->mod_start;
    module->nbytes = tag->mod_end - tag->mod_start;
    module->command_line = tag->string;
    return true;
}

bool bootinfo_next_range(const struct bootinfo *info, size_t *cursor,
                         struct bootinfo_range *range)
{
    size_t offset = 0;
    const struct multiboot2_tag_mmap *mmap =
        (const void *)next_tag(info, &offset, MULTIBOOT_TAG_TYPE_MMAP);
    if (*cursor >= mmap->tag.size - sizeof(*mmap)) {
        return false;
    }
    const struct multiboot2_mmap_entry *entry =
        (const void *)((const char *)mmap->entries + *cursor);
    *cursor += mmap->entry_size;
    range->start.raw = join(entry->addr_high, entry->addr_low);
    range->nbytes = join(entry->len_high, entry->len_low);
    range->type = entry->type;
    return true;
}

void bootinfo_init(paddr_t address)
{
    const char *wrong = "it is not in the first 4 GiB";
    if (address.raw < DIRECT_MAP_BOOT_SIZE) {
        wrong = bootinfo_parse(phys_to_virt(address),
                               DIRECT_MAP_BOOT_SIZE - address.raw, &boot);
    }
    if (wrong != NULL) {
        panic("the boot information at 0x%lx cannot be used: %s", address.raw,
              wrong);
    }
}

const struct bootinfo *bootinfo(void)
{
    return &boot;
}
