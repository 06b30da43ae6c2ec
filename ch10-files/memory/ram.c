// SPDX-License-Identifier: MIT
// memory/ram.c - which physical addresses are RAM, and which of them are taken.

#include "memory/ram.h"

#include "boot/bootinfo.h"
#include "boot/layout.h"
#include "boot/linker_symbols.h"
#include "boot/multiboot2.h"
#include "boot/paging.h"

// Rounds up to a page boundary; down, where rounding up would overflow.
static uint64_t page_up(uint64_t address)
{
    return address > UINT64_MAX - PAGE_SIZE ? align_down(address, PAGE_SIZE)
                                            : align_up(address, PAGE_SIZE);
}

// start + nbytes does not overflow: boot/bootinfo.c has checked it.
static struct ram_range taken(uint64_t start, uint64_t nbytes)
{
    return (struct ram_range){align_down(start, PAGE_SIZE),
                              page_up(start + nbytes)};
}

bool ram_next_available(struct ram_cursor *cursor, struct ram_range *range)
{
    struct bootinfo_range found;
    while (bootinfo_next_range(bootinfo(), &cursor->range, &found)) {
        range->start = page_up(found.start.raw);
        range->end = align_down(found.start.raw + found.nbytes, PAGE_SIZE);
        if (found.type == MULTIBOOT_MEMORY_AVAILABLE &&
            range->start < range->end) {
            return true;
        }
    }
    return false;
}

bool ram_next_taken(struct ram_cursor *cursor, struct ram_range *range)
{
    const struct ram_range fixed[] = {
        // The first MiB, with the firmware's data and the text screen, and the
        // kernel behind it. Some firmware writes to the first MiB even where
        // its map says "available".
        taken(0, (uintptr_t)kernel_end - KERNEL_BASE),
        taken((uintptr_t)bootinfo()->start - DIRECT_MAP_BASE,
              bootinfo()->nbytes),
    };
    if (cursor->fixed < ARRAY_LENGTH(fixed)) {
        *range = fixed[cursor->fixed++];
        return true;
    }
    struct bootinfo_module module;
    if (bootinfo_next_module(bootinfo(), &cursor->module, &module)) {
        *range = taken(module.start.raw, module.nbytes);
        return true;
    }
    struct bootinfo_range found;
    while (bootinfo_next_range(bootinfo(), &cursor->range, &found)) {
        if (found.type != MULTIBOOT_MEMORY_AVAILABLE) {
            *range = taken(found.start.raw, found.nbytes);
            return true;
        }
    }
    return false;
}

uint64_t ram_end(uint64_t limit)
{
    uint64_t end = 0;
    struct ram_range range;
    for (struct ram_cursor c = {0}; ram_next_available(&c, &range);) {
        if (range.start < limit && range.end > end) {
            end = range.end < limit ? range.end : limit;
        }
    }
    return end;
}

// Returns the first address, from `place` on, at which no taken range overlaps
// nbytes. The ranges are unsorted: after a move, all of them are tested again.
static uint64_t skip_taken(uint64_t place, uint64_t nbytes)
{
    bool has_moved = true;
    while (has_moved) {
        has_moved = false;
        struct ram_range range;
        for (struct ram_cursor c = {0}; ram_next_taken(&c, &range);) {
            if (range.start < place + nbytes && place < range.end) {
                place = range.end;
                has_moved = true;
            }
        }
    }
    return place;
}

bool ram_find(uint64_t nbytes, uint64_t limit, paddr_t *start)
{
    struct ram_range range;
    for (struct ram_cursor c = {0}; ram_next_available(&c, &range);) {
        uint64_t end = min(range.end, limit);
        start->raw = skip_taken(range.start, nbytes);
        if (start->raw < end && end - start->raw >= nbytes) {
            return true;
        }
    }
    return false;
}
